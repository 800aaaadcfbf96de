using Escala.Reports.Results;

namespace Escala.Reports.Summaries;

/// <summary>What a run used of the machine, over all phases and ranks.</summary>
/// <param name="CpuSeconds">The CPU time.</param>
/// <param name="CpuPercent">The CPU time as a percentage of wall time x the cores granted.</param>
/// <param name="StartBytes">The resident memory before the first phase.</param>
/// <param name="PeakBytes">The largest resident memory.</param>
internal sealed record RunCost(double CpuSeconds, double CpuPercent, double StartBytes, double PeakBytes)
{
    /// <summary>What the run added to the memory it began with.</summary>
    public double GrowthBytes => Math.Max(PeakBytes - StartBytes, 0);

    /// <summary>The cost of a run.</summary>
    /// <param name="run">A run that finished, with at least one phase.</param>
    public static RunCost Of(RunReport run)
    {
        FitReport result = run.Result!;
        double cpu = result.Phases.Sum(phase => phase.CpuSeconds);
        double granted = result.Phases.Sum(phase => phase.WallSeconds) * result.Ranks * result.Threads;
        return new RunCost(
            cpu,
            granted > 0 ? 100 * cpu / granted : 0,
            result.Phases[0].StartResidentBytes,
            result.Phases.Max(phase => phase.PeakResidentBytes));
    }

    /// <summary>The median of each figure over the runs of a group.</summary>
    /// <param name="group">At least one of its runs finished.</param>
    public static RunCost Of(RunGroup group)
    {
        RunCost[] runs = [.. group.Finished.Select(Of)];
        double Median(Func<RunCost, double> figure) => Spread.Of(runs.Select(figure))!.Median;
        return new RunCost(
            Median(run => run.CpuSeconds), Median(run => run.CpuPercent), Median(run => run.StartBytes), Median(run => run.PeakBytes));
    }
}
