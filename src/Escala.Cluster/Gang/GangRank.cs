using System.Diagnostics;
using Escala.Cluster.Shims;
using Escala.Measurement;

namespace Escala.Cluster.Gang;

/// <summary>What the driver knows of one rank.</summary>
/// <param name="number">The 0-based rank.</param>
/// <param name="worker">The worker it was placed on.</param>
internal sealed class GangRank(int number, ShimReply.ClusterWorker worker)
{
    private long _heard = Stopwatch.GetTimestamp();

    /// <summary>The 0-based rank.</summary>
    public int Number => number;

    /// <summary>The worker it was placed on.</summary>
    public ShimReply.ClusterWorker Worker => worker;

    /// <summary>The phase it said last that it is in; null before the first.</summary>
    public Phase? Phase { get; set; }

    /// <summary>What it said first; null before.</summary>
    public RankMessage.Hello? Hello { get; set; }

    /// <summary>What it said last; null before.</summary>
    public RankMessage.Result? Result { get; set; }

    /// <summary>The time since it was heard.</summary>
    public TimeSpan Silence => Stopwatch.GetElapsedTime(_heard);

    /// <summary>Takes note that it was heard.</summary>
    public void Hear() => _heard = Stopwatch.GetTimestamp();

    /// <summary>Which rank it is, where, and how far it had come, for messages.</summary>
    public override string ToString() =>
        $"rank {number} on worker {worker.Address}" + (Phase is { } phase ? $" in phase {phase.ToString().ToLowerInvariant()}" : "");
}
