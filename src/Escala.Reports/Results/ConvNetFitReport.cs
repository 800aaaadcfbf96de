using System.Text.Json;
using System.Text.Json.Serialization;
using Escala.Engines;
using Escala.Measurement;
using Escala.Metrics;
using Escala.Vision;
using Escala.Vision.Images;

namespace Escala.Reports.Results;

/// <summary>What <c>fit cnn</c> answers.</summary>
internal sealed record ConvNetFitReport : FitReport
{
    /// <summary>The options.</summary>
    public required ConvNetOptionsReport Options { get; init; }

    /// <summary>The names of the classes, in the order of their indices.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The images that validated; null when there are none.</summary>
    public long? ValidationRows { get; init; }

    /// <summary>What pixels become before the network sees them; null for a peer that does not say.</summary>
    public ImageNormalization? Normalization { get; init; }

    /// <summary>The numbers that were learned.</summary>
    public required long Parameters { get; init; }

    /// <summary>The bytes that a rank's network and optimiser took by their plan; null for a peer, which plans none.</summary>
    public long? PlannedBytes { get; init; }

    /// <summary>The epochs that were trained; more than are kept where training stopped early.</summary>
    public required int TrainedEpochs { get; init; }

    /// <summary>The mini-batches that were trained.</summary>
    public required long Steps { get; init; }

    /// <summary>Why training ended; null for a peer that does not say.</summary>
    public ConvNetStopReason? StopReason { get; init; }

    /// <summary>The training images a second over all epochs, validation not counted.</summary>
    public required double ImagesPerSecond { get; init; }

    /// <summary>How good the network is, in figures.</summary>
    public required ConvNetMetricsReport Metrics { get; init; }

    /// <summary>The images that were predicted for <see cref="Metrics"/>: <c>test</c> or <c>training</c>.</summary>
    public required string ScoredOn { get; init; }

    /// <summary>The scores with their curves and the confusion matrix.</summary>
    [JsonPropertyName("scores")]
    public required ClassificationScores Details { get; init; }

    /// <summary>Every epoch that was trained.</summary>
    public required IReadOnlyList<ConvNetEpoch> History { get; init; }

    /// <summary>The loss over the mini-batches; empty for a peer that does not say.</summary>
    public required IReadOnlyList<ConvNetLossPoint> LossCurve { get; init; }

    /// <summary>The images that were most probably taken for another class, the worst first; empty for a peer that does not say.</summary>
    public required IReadOnlyList<ConvNetMistakeReport> WorstMistakes { get; init; }

    /// <summary>What was learned, as a digest; null for a peer.</summary>
    public ConvNetDigestReport? Digest { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<ScoreReport> Scores => Metrics.Scores();

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyDictionary<string, string>? AbsentScores => Details.AbsentReasons.Count > 0 ? Details.AbsentReasons : null;

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<KeyValuePair<string, string>> Digests => Digest is null ? [] : [new("model", Digest.Model)];

    /// <inheritdoc/>
    [JsonIgnore]
    public override string OptionsText => JsonSerializer.Serialize(Options, ResultsJson.Default.ConvNetOptionsReport);

    /// <inheritdoc/>
    [JsonIgnore]
    public override int BlockRows => Options.Batch;

    /// <inheritdoc/>
    [JsonIgnore]
    public override long UsedRows => base.UsedRows + (ValidationRows ?? 0);

    /// <inheritdoc/>
    [JsonIgnore]
    public override ClassificationScores? Classification => Details;

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
    /// <param name="images">The images, for drawing the worst mistakes; null where they are not to be drawn.</param>
    /// <param name="job">What the engine answered.</param>
    public static ConvNetFitReport Of(
        ConvNetOptionsReport options, DataReport data, string? model, ImageSet? images, JobResult<ConvNetFitResult> job)
    {
        ConvNetFitResult fit = job.Result;
        var report = new ConvNetFitReport
        {
            Rows = fit.Images,
            Data = data,
            Seed = options.Seed,
            TestRows = Some(fit.TestImages),
            Iterations = fit.Epochs,
            Model = model,
            Options = options,
            Classes = fit.Classes,
            ValidationRows = Some(fit.ValidationImages),
            Normalization = fit.Normalization,
            Parameters = fit.Parameters,
            PlannedBytes = fit.PlannedBytes,
            TrainedEpochs = fit.TrainedEpochs,
            Steps = fit.Steps,
            StopReason = fit.StopReason,
            ImagesPerSecond = ImagesPerSecondOf(fit.Images, fit.History),
            Metrics = ConvNetMetricsReport.Of(fit.Evaluation.Scores, fit.Evaluation.Loss, options.Loss),
            ScoredOn = fit.IsScoredOnTest ? TestPart : TrainingPart,
            Details = fit.Evaluation.Scores,
            History = fit.History,
            LossCurve = fit.LossCurve,
            WorstMistakes = ConvNetMistakeReport.Of(fit.Evaluation.WorstMistakes, images),
            Digest = new ConvNetDigestReport(fit.WeightsDigest),
        };
        return Measured(report, job);
    }

    /// <summary>The training images a second over all epochs.</summary>
    /// <param name="images">The training images of an epoch.</param>
    /// <param name="history">The epochs, at least one.</param>
    public static double ImagesPerSecondOf(long images, IReadOnlyList<ConvNetEpoch> history) =>
        images * history.Count / history.Sum(epoch => epoch.Seconds);

    /// <summary>The images a second of a phase that passes over images; null for others.</summary>
    /// <param name="phase">A phase of this fit.</param>
    public double? ImagesPerSecondOf(PhaseReport phase) => phase.WallSeconds > 0 ? ImagesOf(phase.Name) / phase.WallSeconds : null;

    private double? ImagesOf(Phase phase) => phase switch
    {
        Phase.Load or Phase.Split => Data.Images?.Count,
        Phase.Prepare => Rows,
        Phase.Fit => Rows * TrainedEpochs,
        Phase.Evaluate => Details.Rows,
        _ => null,
    };

    private static long? Some(long images) => images > 0 ? images : null;
}
