using System.Text.Json;
using System.Text.Json.Serialization;
using Escala.Boosting;
using Escala.Data;
using Escala.Engines;
using Escala.Metrics;

namespace Escala.Reports.Results;

/// <summary>What <c>fit xgboost</c> answers.</summary>
internal sealed record XGBoostFitReport : FitReport
{
    /// <summary>The options.</summary>
    public required XGBoostOptionsReport Options { get; init; }

    /// <summary>What is learned.</summary>
    public required XGBoostTask Task { get; init; }

    /// <summary>The objective in XGBoost's word.</summary>
    public required string Objective { get; init; }

    /// <summary>The classes in the order of their indices; empty for regression and ranking.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The rows that rounds were judged by; null when there are none.</summary>
    public long? ValidationRows { get; init; }

    /// <summary>The rounds that were trained; more than are kept where training stopped early.</summary>
    public required int TrainedRounds { get; init; }

    /// <summary>Why training ended; null for a peer that does not say.</summary>
    public XGBoostStopReason? StopReason { get; init; }

    /// <summary>How good the predictions are, in figures.</summary>
    public required XGBoostMetricsReport Metrics { get; init; }

    /// <summary>The rows that were predicted for <see cref="Metrics"/>: <c>test</c> or <c>training</c>.</summary>
    public required string ScoredOn { get; init; }

    /// <summary>The scores with their curves and the confusion matrix.</summary>
    [JsonPropertyName("scores")]
    public required PredictionScores Details { get; init; }

    /// <summary>Two classes at the threshold that the validation rows chose; null where there is none.</summary>
    public ThresholdScores? ChosenThreshold { get; init; }

    /// <summary>Each metric after every trained round; empty where there is no validation part.</summary>
    public required IReadOnlyList<XGBoostHistory> History { get; init; }

    /// <summary>The importance of every feature, in the order of the features; empty for a peer that does not say.</summary>
    public required IReadOnlyList<FeatureImportance> Importance { get; init; }

    /// <summary>Why the result may be too good to be true.</summary>
    public required IReadOnlyList<XGBoostWarning> Warnings { get; init; }

    /// <summary>The version of libxgboost that trained.</summary>
    public required string LibraryVersion { get; init; }

    /// <summary>What was learned, as a digest.</summary>
    public required XGBoostDigestReport Digest { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<ScoreReport> Scores => Metrics.Scores();

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyDictionary<string, string>? AbsentScores =>
        Details.Classification is { AbsentReasons.Count: > 0 } classes ? classes.AbsentReasons : null;

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<KeyValuePair<string, string>> Digests => [new("model", Digest.Model)];

    /// <inheritdoc/>
    [JsonIgnore]
    public override string OptionsText => JsonSerializer.Serialize(Options, ResultsJson.Default.XGBoostOptionsReport);

    /// <inheritdoc/>
    [JsonIgnore]
    public override int BlockRows => Options.BlockRows;

    /// <inheritdoc/>
    [JsonIgnore]
    public override long UsedRows => base.UsedRows + (ValidationRows ?? 0);

    /// <inheritdoc/>
    [JsonIgnore]
    public override ClassificationScores? Classification => Details.Classification;

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<string> ClassNames => Classes;

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool IsScoredOnTest => ScoredOn == TestPart;

    /// <summary>Makes the report of a fit.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="data">The data as reported.</param>
    /// <param name="model">The model file, or null.</param>
    /// <param name="plan">The data.</param>
    /// <param name="job">What the engine answered.</param>
    public static XGBoostFitReport Of(
        XGBoostOptionsReport options, DataReport data, string? model, DataPlan plan, JobResult<XGBoostFitResult> job)
    {
        XGBoostFitResult fit = job.Result;
        var report = new XGBoostFitReport
        {
            Rows = fit.Rows,
            Data = data,
            Seed = options.Seed,
            TestRows = Some(fit.TestRows),
            Iterations = fit.Rounds,
            Model = model,
            Options = options,
            Task = fit.Task,
            Objective = fit.Objective,
            Classes = fit.Classes,
            ValidationRows = Some(fit.ValidationRows),
            TrainedRounds = fit.TrainedRounds,
            StopReason = fit.StopReason,
            Metrics = XGBoostMetricsReport.Of(fit.Scores),
            ScoredOn = fit.IsScoredOnTest ? TestPart : TrainingPart,
            Details = fit.Scores,
            ChosenThreshold = fit.ChosenThreshold,
            History = fit.History,
            Importance = fit.Importance,
            Warnings = fit.Warnings,
            LibraryVersion = fit.LibraryVersion,
            Digest = new XGBoostDigestReport(fit.ModelDigest),
        };
        return Measured(report, plan, job);
    }

    private static long? Some(long rows) => rows > 0 ? rows : null;
}
