using Escala.Cli.Comparison.Peers;
using Escala.Vision;

namespace Escala.Cli.Algorithms.ConvNet;

/// <summary>What a peer's network answers, beside the file of predictions.</summary>
internal sealed record ConvNetPeerAnswer : PeerAnswer
{
    /// <summary>The epoch whose weights were kept, from 1.</summary>
    public required int Epochs { get; init; }

    /// <summary>The mini-batches that were trained.</summary>
    public required long Steps { get; init; }

    /// <summary>Every epoch that was trained, by its own reckoning.</summary>
    public required IReadOnlyList<ConvNetEpoch> History { get; init; }

    /// <summary>The loss over the mini-batches.</summary>
    public required IReadOnlyList<ConvNetLossPoint> LossCurve { get; init; }
}
