using Escala.Reports.Results;

namespace Escala.Reports.Summaries;

/// <summary>
/// The load average before a run without what the comparison's own earlier runs put into it. Linux lets the average over one
/// minute forget with a time constant of 60 s; each earlier run counts as busy as it was, and the time between runs as none.
/// </summary>
/// <param name="Run">The run.</param>
/// <param name="Load">The load of other programs, in busy threads, at least 0.</param>
internal sealed record ForeignLoad(RunReport Run, double Load)
{
    private const double TimeConstantSeconds = 60;

    /// <summary>The loads before the runs that were made, in their order.</summary>
    public static IReadOnlyList<ForeignLoad> Of(ComparisonReport comparison)
    {
        double own = 0;
        var loads = new List<ForeignLoad>();
        foreach (RunReport run in comparison.Workloads.SelectMany(workload => workload.Runs))
        {
            if (run.LoadAverage is not { } load)
            {
                continue;
            }

            loads.Add(new ForeignLoad(run, Math.Max(load - own, 0)));
            double kept = Math.Exp(-(run.WallSeconds ?? 0) / TimeConstantSeconds);
            own = (own * kept) + (BusyThreads(run) * (1 - kept));
        }

        return loads;
    }

    // What a run that failed used is not known: then all of its threads count.
    private static double BusyThreads(RunReport run) => run is { Result.Phases.Count: > 0, WallSeconds: > 0 }
        ? (RunCost.Of(run).CpuSeconds + RunTimes.Of(run).StartUp) / run.WallSeconds.Value
        : run.Threads;
}
