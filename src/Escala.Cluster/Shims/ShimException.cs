namespace Escala.Cluster.Shims;

/// <summary>A shim could not do what it was asked, or is gone.</summary>
/// <param name="kind">What kind of failure it is, in the shim's words; null where the shim is gone or silent.</param>
/// <param name="message">What went wrong.</param>
internal sealed class ShimException(string? kind, string message) : EscalaException(message)
{
    /// <summary>What kind of failure it is; null where the shim is gone or silent.</summary>
    public string? Kind { get; } = kind;
}
