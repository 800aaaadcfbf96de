using Escala.Measurement;
using Escala.Reports.Results;

namespace Escala.Cli.Comparison.Peers;

/// <summary>What the fits of peers of all algorithms say in the same way.</summary>
internal static class PeerFit
{
    private const string NoKernels = "-";

    /// <summary>Adds to a report what the peer measured, as one rank.</summary>
    /// <param name="report">The report.</param>
    /// <param name="peer">The peer's name.</param>
    /// <param name="task">The run.</param>
    /// <param name="features">The names of the features.</param>
    /// <param name="answer">What the peer measured.</param>
    /// <param name="judged">The machine, as Escala saw it when it judged.</param>
    public static FitReport Measured(
        FitReport report, string peer, PeerTask task, IReadOnlyList<string> features, PeerAnswer answer, RankMeasurement judged)
    {
        var rank = new RankMeasurement
        {
            Rank = 0,
            Threads = task.Threads,
            ReadRows = report.Rows,
            DroppedRows = 0,
            MachineMemoryBytes = judged.MachineMemoryBytes,
            Phases = answer.Phases,
            Samples = answer.Samples,
        };
        return report with
        {
            Engine = peer,
            Ranks = 1,
            Threads = task.Threads,
            Kernels = NoKernels,
            Features = features,
            MachineMemoryBytes = rank.MachineMemoryBytes,
            EngineStartUpSeconds = answer.StartUpSeconds,
            Phases = PhaseReport.Of([rank]),
            PerRank = [rank],
        };
    }
}
