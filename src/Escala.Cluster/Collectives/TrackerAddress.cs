namespace Escala.Cluster.Collectives;

/// <summary>Where the ranks of a job meet.</summary>
/// <param name="Host">The address of the tracker's node.</param>
/// <param name="Port">The port.</param>
internal sealed record TrackerAddress(string Host, int Port)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Host}:{Port}";
}
