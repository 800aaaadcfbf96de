using Escala.Cli.Comparison;
using Escala.Cli.Options;
using Escala.Cli.Tables;
using Escala.Data;
using Escala.Reports.Languages;
using Escala.Reports.Results;
using Spectre.Console;

namespace Escala.Cli.Algorithms.KMeans;

/// <summary>K-means.</summary>
internal sealed class KMeansAlgorithm : Algorithm
{
    private KMeansAlgorithm()
    {
    }

    /// <summary>The only one.</summary>
    public static KMeansAlgorithm Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "kmeans";

    /// <inheritdoc/>
    public override string Title => "K-means";

    /// <inheritdoc/>
    public override string Summary => "Train a K-means: rows to clusters.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "escala fit kmeans points.csv --clusters 3",
        "escala fit kmeans flights --sql \"select delay, distance from data\" --clusters 5 --standardize --model m.zip",
        "escala fit kmeans 'part-*.parquet' --clusters 8 --features a,b --restarts 10 --metrics all --json",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<MissingValues> Missing => [MissingValues.Refuse, MissingValues.Drop];

    /// <inheritdoc/>
    public override FitOptions CreateOptions(DataOptions data, StepOptions? steps = null) => new KMeansFitOptions(data);

    /// <inheritdoc/>
    public override FitRequest Plain(string data) => new KMeansFitRequest { Data = data };

    /// <inheritdoc/>
    public override ModelEvaluation CreateEvaluation() => new KMeansModelEvaluation();

    /// <inheritdoc/>
    public override TrainedModel Load(string path) => new KMeansTrainedModel(path);

    /// <inheritdoc/>
    public override AlgorithmComparison Comparison { get; } = new KMeansComparison();

    /// <inheritdoc/>
    public override FitScores Scores(FitReport fit, Language language)
    {
        var names = new Names(language);
        var report = (KMeansFitReport)fit;
        MetricsReport?[] parts = [report.Metrics, report.TestMetrics];
        return new FitScores(
            report.Metrics.Scores(),
            report.TestMetrics?.Scores(),
            key => names.MetricLabel(key, report.Metrics),
            key => names.MetricLabel(key, report.TestMetrics!),
            [.. parts.SelectMany(part => part?.AbsentMetrics?.Keys ?? [])]);
    }

    /// <inheritdoc/>
    public override void Write(FitReport report, IAnsiConsole console, Language language) =>
        new KMeansFitText(language).Write((KMeansFitReport)report, console);

    /// <inheritdoc/>
    public override void Write(EvaluateReport report, IAnsiConsole console, Language language) =>
        new KMeansEvaluateText(language).Write((KMeansEvaluateReport)report, console);

    /// <inheritdoc/>
    public override void Write(PredictReport report, IAnsiConsole console, Language language) =>
        new KMeansPredictText(language).Write((KMeansPredictReport)report, console);
}
