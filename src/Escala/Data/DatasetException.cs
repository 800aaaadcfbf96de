namespace Escala.Data;

/// <summary>The data cannot be used as asked. The message names file, row and column where they are known.</summary>
public sealed class DatasetException : EscalaException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, where (file, row, column), and what to do.</param>
    /// <param name="innerException">The cause, or null where there is none.</param>
    public DatasetException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
