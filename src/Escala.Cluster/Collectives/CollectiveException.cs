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

    /// <summary>The error of a program that calls a collective from another thread than the one that joined it.</summary>
    public static InvalidOperationException AnotherThread() => new(
        "A collective must be used on the thread that joined it, but was called from another. Call it in the operator's Run only.");
}
