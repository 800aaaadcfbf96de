using Escala.Cli.Algorithms;

namespace Escala.Cli.Comparison.Peers;

/// <summary>The peers there are.</summary>
internal static class KnownPeers
{
    /// <summary>All of them, in the order in which they run.</summary>
    public static IReadOnlyList<PeerDescription> All { get; } =
        [.. KnownAlgorithms.All.SelectMany(algorithm => algorithm.Comparison.Peers)];
}
