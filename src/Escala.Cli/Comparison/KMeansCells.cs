using Escala.Cli.Algorithms.KMeans;
using Escala.Cli.Options;
using Escala.Metrics;
using Escala.Reports.Results;

namespace Escala.Cli.Comparison;

/// <summary>The runs of K-means that a comparison is made of.</summary>
/// <param name="program">The program to start.</param>
/// <param name="request">The fit; engine and initialisation are replaced.</param>
/// <param name="model">Where every engine's run leaves its model, the last one's replacing the others'.</param>
internal sealed class KMeansCells(ChildProgram program, KMeansFitRequest request, string model)
{
    /// <summary>The whole fit on an engine.</summary>
    public ComparisonCell OfEngine(EngineChoice engine) =>
        Of(RunKind.Engine, engine.Name, request with { Engine = engine }, model);

    /// <summary>
    /// The three initialisations, one run of the algorithm from each. On one core, where seconds are CPU seconds, and without the
    /// silhouette, which says nothing about where a run began.
    /// </summary>
    public IEnumerable<ComparisonCell> OfInitializations() => KMeansFitRequest.InitWords.Select(word => Of(
        RunKind.Initialization,
        word,
        request with
        {
            Init = word,
            Engine = new EngineChoice(EngineChoice.Serial),
            Options = request.Options with { Restarts = 1, Metrics = ClusteringMetricSet.Default },
        },
        model: null));

    private ComparisonCell Of(RunKind kind, string name, KMeansFitRequest fit, string? model) =>
        new(kind, name, fit.Engine.Cores, fit, new FitRunner(program, fit, model));
}
