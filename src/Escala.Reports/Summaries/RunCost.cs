using Escala.Reports.Results;

namespace Escala.Reports.Summaries;

/// <summary>What a run used of the machine, over all phases and ranks, and by the engine's own processes.</summary>
/// <param name="CpuSeconds">The CPU time of all.</param>
/// <param name="CpuPercent">The CPU time of the ranks as a percentage of wall time x the cores granted.</param>
/// <param name="StartBytes">The resident memory of all before the first phase.</param>
/// <param name="PeakBytes">The largest resident memory of all, added up.</param>
internal sealed record RunCost(double CpuSeconds, double CpuPercent, double StartBytes, double PeakBytes)
{
    /// <summary>The CPU time of the engine's own processes, which is in <see cref="CpuSeconds"/>.</summary>
    public double OwnCpuSeconds { get; init; }

    /// <summary>Their resident memory before the job, which is in <see cref="StartBytes"/>.</summary>
    public double OwnRestingBytes { get; init; }

    /// <summary>Their largest resident memory, which is in <see cref="PeakBytes"/>.</summary>
    public double OwnPeakBytes { get; init; }

    /// <summary>What the run added to the memory it began with.</summary>
    public double GrowthBytes => Math.Max(PeakBytes - StartBytes, 0);

    /// <summary>The cost of a run.</summary>
    /// <param name="run">A run that finished, with at least one phase.</param>
    public static RunCost Of(RunReport run)
    {
        FitReport result = run.Result!;
        double cpu = result.Phases.Sum(phase => phase.CpuSeconds);
        double ownCpu = result.EngineProcesses.Sum(process => process.CpuSeconds);
        double ownResting = result.EngineProcesses.Sum(process => process.RestingResidentBytes);
        double ownPeak = result.EngineProcesses.Sum(process => process.PeakResidentBytes);
        double granted = result.Phases.Sum(phase => phase.WallSeconds) * result.Ranks * result.Threads;
        return new RunCost(
            cpu + ownCpu,
            granted > 0 ? 100 * cpu / granted : 0,
            result.Phases[0].StartResidentBytes + ownResting,
            result.Phases.Max(phase => phase.PeakResidentBytes) + ownPeak)
        {
            OwnCpuSeconds = ownCpu,
            OwnRestingBytes = ownResting,
            OwnPeakBytes = ownPeak,
        };
    }

    /// <summary>The median of each figure over the runs of a group.</summary>
    /// <param name="group">At least one of its runs finished.</param>
    public static RunCost Of(RunGroup group)
    {
        RunCost[] runs = [.. group.Finished.Select(Of)];
        double Median(Func<RunCost, double> figure) => Spread.Of(runs.Select(figure))!.Median;
        return new RunCost(
            Median(run => run.CpuSeconds), Median(run => run.CpuPercent), Median(run => run.StartBytes), Median(run => run.PeakBytes))
        {
            OwnCpuSeconds = Median(run => run.OwnCpuSeconds),
            OwnRestingBytes = Median(run => run.OwnRestingBytes),
            OwnPeakBytes = Median(run => run.OwnPeakBytes),
        };
    }
}
