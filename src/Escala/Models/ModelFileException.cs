namespace Escala.Models;

/// <summary>A file is not a model that can be used. The message names it and says why.</summary>
public sealed class ModelFileException : EscalaException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, where, and what to do.</param>
    /// <param name="innerException">The cause, or null where there is none.</param>
    public ModelFileException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
