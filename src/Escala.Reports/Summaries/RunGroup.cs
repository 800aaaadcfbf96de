using Escala.Measurement;
using Escala.Reports.Results;

namespace Escala.Reports.Summaries;

/// <summary>All repetitions of one engine, peer or initialisation on the same number of threads.</summary>
/// <param name="Kind">What they are for.</param>
/// <param name="Name">The engine, the peer or the initialisation.</param>
/// <param name="Threads">The threads.</param>
/// <param name="Runs">The runs, in the order in which they ran; at least one.</param>
internal sealed record RunGroup(RunKind Kind, string Name, int Threads, IReadOnlyList<RunReport> Runs)
{
    /// <summary>Those that gave a result.</summary>
    public IEnumerable<RunReport> Finished => Runs.Where(run => run.Result is not null);

    /// <summary>A result to take from what does not change with the repetition, such as scores; null where none finished.</summary>
    public FitReport? Result => Finished.FirstOrDefault()?.Result;

    /// <summary><see cref="Result"/> where it is K-means'; null otherwise.</summary>
    public KMeansFitReport? KMeans => Result as KMeansFitReport;

    /// <summary><see cref="Result"/> where it is XGBoost's; null otherwise.</summary>
    public XGBoostFitReport? XGBoost => Result as XGBoostFitReport;

    /// <summary><see cref="Result"/> where it is a convolutional network's; null otherwise.</summary>
    public ConvNetFitReport? ConvNet => Result as ConvNetFitReport;

    /// <summary>The training images a second; null where none finished, or none trained on images.</summary>
    public Spread? ImagesPerSecond => Spread.Of(Finished.Select(run => run.Result).OfType<ConvNetFitReport>().Select(fit => fit.ImagesPerSecond));

    /// <summary>The wall time of the whole process; null where none finished.</summary>
    public Spread? Wall => Spread.Of(Finished.Select(run => run.WallSeconds!.Value));

    /// <summary>The start of the session that the runs share, which is not in <see cref="Wall"/>; null where each is a process of its own.</summary>
    public Spread? SessionStartUp => Spread.Of(Finished.Select(run => run.SessionStartUpSeconds).OfType<double>());

    /// <summary>Whether the work was shared by several ranks.</summary>
    public bool IsGang => Result is { Ranks: > 1 };

    /// <summary>The groups of a workload, in the order of their first runs.</summary>
    public static IReadOnlyList<RunGroup> Of(WorkloadReport workload) =>
    [
        .. workload.Runs
            .GroupBy(run => (run.Kind, run.Name, run.Threads))
            .Select(runs => new RunGroup(runs.Key.Kind, runs.Key.Name, runs.Key.Threads, [.. runs])),
    ];

    /// <summary>A figure of a phase, over the runs that finished; null where none of them had the phase.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="figure">The figure.</param>
    public Spread? OfPhase(Phase phase, Func<PhaseReport, double> figure) =>
        Spread.Of(Finished.SelectMany(run => run.Result!.Phases).Where(part => part.Name == phase).Select(figure));
}
