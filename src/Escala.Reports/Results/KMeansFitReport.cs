using System.Text.Json;
using System.Text.Json.Serialization;
using Escala.Clustering;
using Escala.Data;
using Escala.Engines;

namespace Escala.Reports.Results;

/// <summary>What <c>fit kmeans</c> answers.</summary>
internal sealed record KMeansFitReport : FitReport
{
    /// <summary>The options.</summary>
    public required KMeansOptionsReport Options { get; init; }

    /// <summary>How good the clustering of the training rows is.</summary>
    public required MetricsReport Metrics { get; init; }

    /// <summary>How good the clustering of the test rows is; null when there are none.</summary>
    public MetricsReport? TestMetrics { get; init; }

    /// <summary>Why the run that was kept ended; null for a peer that does not say.</summary>
    public KMeansStopReason? StopReason { get; init; }

    /// <summary>The inertia at the start of each of its iterations; empty for a peer that does not say.</summary>
    public required IReadOnlyList<double> History { get; init; }

    /// <summary>The final inertia of each run, for a peer by its own reckoning.</summary>
    public required IReadOnlyList<double> RestartInertias { get; init; }

    /// <summary>The training rows of each cluster.</summary>
    public required IReadOnlyList<long> ClusterSizes { get; init; }

    /// <summary>What was learned, as digests.</summary>
    public required DigestReport Digest { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<ScoreReport> Scores => Metrics.Scores();

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<ScoreReport> TestScores => TestMetrics?.Scores() ?? [];

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyDictionary<string, string>? AbsentScores => Metrics.AbsentMetrics;

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<KeyValuePair<string, string>> Digests =>
        [new("centroids", Digest.Centroids), new("labels", Digest.Labels)];

    /// <inheritdoc/>
    [JsonIgnore]
    public override string OptionsText => JsonSerializer.Serialize(Options, ResultsJson.Default.KMeansOptionsReport);

    /// <inheritdoc/>
    [JsonIgnore]
    public override int BlockRows => Options.BlockRows;

    /// <summary>Makes the report of a fit.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="data">The data as reported.</param>
    /// <param name="model">The model file, or null.</param>
    /// <param name="plan">The data.</param>
    /// <param name="job">What the engine answered.</param>
    public static KMeansFitReport Of(
        KMeansOptionsReport options, DataReport data, string? model, DataPlan plan, JobResult<KMeansFitResult> job)
    {
        KMeansFitResult fit = job.Result;
        var report = new KMeansFitReport
        {
            Rows = fit.Rows,
            Data = data,
            Seed = options.Seed,
            Options = options,
            Metrics = MetricsReport.Of(fit.Inertia, fit.Scores),
            TestRows = fit.Test?.Rows,
            TestMetrics = fit.Test is { } test ? MetricsReport.Of(test.Inertia, test.Scores) : null,
            Iterations = fit.Iterations,
            StopReason = fit.StopReason,
            History = fit.History,
            RestartInertias = fit.RestartInertias,
            ClusterSizes = fit.ClusterSizes,
            Digest = new DigestReport(fit.CentroidsDigest, fit.LabelsDigest),
            Model = model,
        };
        return Measured(report, plan, job);
    }
}
