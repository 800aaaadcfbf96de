namespace Escala.Cluster.Collectives;

/// <summary>The ranks could not meet, or a call of the collective failed; then there is no other.</summary>
internal sealed class CollectiveException : EscalaException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which call, on which rank of how many, and libxgboost's own words.</param>
    /// <param name="innerException">The cause.</param>
    public CollectiveException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
