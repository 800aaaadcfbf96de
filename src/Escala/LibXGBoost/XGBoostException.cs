namespace Escala.LibXGBoost;

/// <summary>libxgboost cannot be used, or refused a call. The message carries its own words whole.</summary>
internal sealed class XGBoostException : EscalaException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, and what to do where libxgboost does not say it.</param>
    /// <param name="innerException">The cause, or null where there is none.</param>
    public XGBoostException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
