using Escala.Measurement;

namespace Escala.Benchmarks.Clusters;

/// <summary>What one job or call of one side took. Parts are those of the slowest rank; zero where the side does not tell them.</summary>
internal sealed record ClusterCall
{
    /// <summary>Wall time of the whole.</summary>
    public required double Seconds { get; init; }

    /// <summary>CPU time of all processes of this machine that had to do with it; zero where it was not taken.</summary>
    public double CpuSeconds { get; init; }

    public double LoadSeconds { get; init; }

    public double InitSeconds { get; init; }

    public double FitSeconds { get; init; }

    /// <summary>Wall time of scoring.</summary>
    public double EvaluateSeconds { get; init; }

    /// <summary>CPU time of scoring, over all ranks.</summary>
    public double EvaluateCpuSeconds { get; init; }

    /// <summary>The whole without scoring, which the other side does not do.</summary>
    public double TrainSeconds => Seconds - EvaluateSeconds;

    /// <summary>CPU time without that of scoring.</summary>
    public double TrainCpuSeconds => CpuSeconds - EvaluateCpuSeconds;

    /// <summary>Tells the parts of a job.</summary>
    /// <param name="seconds">Wall time of the whole.</param>
    /// <param name="cpuSeconds">CPU time of the whole.</param>
    /// <param name="ranks">What its ranks measured.</param>
    public static ClusterCall Of(double seconds, double cpuSeconds, IReadOnlyList<RankMeasurement> ranks)
    {
        double Slowest(Phase phase) => ranks.Max(rank => rank.Phases.Where(part => part.Name == phase).Sum(part => part.WallSeconds));
        return new ClusterCall
        {
            Seconds = seconds,
            CpuSeconds = cpuSeconds,
            LoadSeconds = Slowest(Phase.Load),
            InitSeconds = Slowest(Phase.Init),
            FitSeconds = Slowest(Phase.Fit),
            EvaluateSeconds = Slowest(Phase.Evaluate),
            EvaluateCpuSeconds = ranks
                .SelectMany(rank => rank.Phases)
                .Where(part => part.Name == Phase.Evaluate)
                .Sum(part => part.CpuSeconds),
        };
    }
}
