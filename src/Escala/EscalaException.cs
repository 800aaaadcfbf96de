namespace Escala;

/// <summary>
/// A failure whose message is meant for the person who asked: it says what was wrong, where, and what to do.
/// </summary>
public class EscalaException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, where, and what to do.</param>
    /// <param name="innerException">The cause, or null where there is none.</param>
    public EscalaException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
