using Escala.Cli.Comparison.Peers;

namespace Escala.Cli.Algorithms.XGBoost;

/// <summary>What a peer's trees answer, beside the files of predictions.</summary>
internal sealed record XGBoostPeerAnswer : PeerAnswer
{
    /// <summary>The rounds that were kept.</summary>
    public required int Iterations { get; init; }

    /// <summary>The rounds that were trained.</summary>
    public required int TrainedRounds { get; init; }

    /// <summary>Each metric after every round, by its own reckoning; empty without validation rows.</summary>
    public required IReadOnlyList<XGBoostPeerHistory> History { get; init; }

    /// <summary>SHA-256 of its model's bytes.</summary>
    public required string ModelDigest { get; init; }
}
