using Escala.Measurement;
using Escala.Reports.Results;

namespace Escala.Reports.Summaries;

/// <summary>Where the wall time of a run went, in seconds; the parts add up to the whole.</summary>
/// <param name="StartUp">Outside the phases: start and end of the process.</param>
/// <param name="Reading">Files to rows in memory.</param>
/// <param name="Computing">All other phases, without the collective.</param>
/// <param name="Communicating">In the collective.</param>
internal sealed record RunTimes(double StartUp, double Reading, double Computing, double Communicating)
{
    /// <summary>The start of the session that runs share, which comes on top; 0 where each run is a process of its own.</summary>
    public double Session { get; init; }

    /// <summary>The whole, without <see cref="Session"/>.</summary>
    public double Wall => StartUp + Reading + Computing + Communicating;

    /// <summary>The times of a run.</summary>
    /// <param name="run">A run that finished.</param>
    public static RunTimes Of(RunReport run)
    {
        IReadOnlyList<PhaseReport> phases = run.Result!.Phases;
        double all = phases.Sum(phase => phase.WallSeconds);
        double collective = phases.Sum(phase => phase.CollectiveSeconds);
        PhaseReport? load = phases.FirstOrDefault(phase => phase.Name == Phase.Load);
        double reading = load is null ? 0 : load.WallSeconds - load.CollectiveSeconds;
        return new RunTimes(Math.Max(run.WallSeconds!.Value - all, 0), reading, all - collective - reading, collective)
        {
            Session = run.SessionStartUpSeconds ?? 0,
        };
    }

    /// <summary>The median of each part over the runs of a group; they add up to nearly, not exactly, the median of the whole.</summary>
    /// <param name="group">At least one of its runs finished.</param>
    public static RunTimes Of(RunGroup group)
    {
        RunTimes[] runs = [.. group.Finished.Select(Of)];
        double Median(Func<RunTimes, double> part) => Spread.Of(runs.Select(part))!.Median;
        return new RunTimes(
            Median(run => run.StartUp), Median(run => run.Reading), Median(run => run.Computing), Median(run => run.Communicating))
        {
            Session = Median(run => run.Session),
        };
    }
}
