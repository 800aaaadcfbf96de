using Escala.Cli.Algorithms;
using Escala.Reports.Results;

namespace Escala.Cli.Comparison;

/// <summary>One run that a comparison is to make.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Name">The engine, the peer or the initialisation.</param>
/// <param name="Threads">The threads that it is given; 0 where only its cluster knows.</param>
/// <param name="Fit">What it trains.</param>
/// <param name="Runner">Makes it.</param>
internal sealed record ComparisonCell(RunKind Kind, string Name, int Threads, FitRequest Fit, ICellRunner Runner)
{
    /// <summary>The repetition, from 1.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>What the command line calls the workload that it is of.</summary>
    public string Workload => Fit.Algorithm.Name;

    /// <summary>Whether a run of its workload is one of this cell, whatever its command was.</summary>
    public bool IsOf(RunReport run) =>
        (run.Kind, run.Name, run.Repeat) == (Kind, Name, Repeat) && (run.Threads == Threads || Threads == 0);

    /// <summary>The run as far as it is known before it begins.</summary>
    /// <param name="load">The processors that other programs keep busy.</param>
    public RunReport Begin(double load) => new()
    {
        Kind = Kind,
        Name = Name,
        Threads = Threads,
        Repeat = Repeat,
        Command = Runner.Command,
        BackgroundLoad = load,
    };
}
