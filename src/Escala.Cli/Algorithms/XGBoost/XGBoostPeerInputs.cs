using System.Text.Json;
using Escala.Boosting;
using Escala.Cli.Comparison.Peers;
using Escala.Data;
using Escala.Engines;
using Escala.Metrics;
using Escala.Reports.Results;

namespace Escala.Cli.Algorithms.XGBoost;

/// <summary>The rows of a fit of XGBoost and all its parameters, as files that other systems read.</summary>
/// <param name="request">The fit.</param>
internal sealed class XGBoostPeerInputs(XGBoostFitRequest request) : RowsPeerInputs(request)
{
    private readonly XGBoostOptions _options = request.Resolve();
    private IReadOnlyList<JobFile> _files = [];
    private XGBoostStudyResult _study = null!;

    /// <inheritdoc/>
    public override async Task<PeerResult> JudgeAsync(
        string peer, PeerTask task, string output, IProgress<JobProgress>? progress, CancellationToken cancellationToken)
    {
        XGBoostPeerAnswer answer = JsonSerializer.Deserialize(output, CliJson.Default.XGBoostPeerAnswer)!;
        var files = new Dictionary<string, string> { [XGBoostJudge.PredictionsFile] = task.PathOf(XGBoostPeerRequest.PredictionsName) };
        if (Part(RowPart.Validation) is not null)
        {
            files.Add(XGBoostJudge.ValidationFile, task.PathOf(XGBoostPeerRequest.ValidationName));
        }

        JobResult<XGBoostJudgement> judged = await Engine.RunAsync<XGBoostJudge, XGBoostOptions, XGBoostJudgement>(
            new Job<XGBoostOptions>(_options, Data) { Files = files }, progress, cancellationToken).ConfigureAwait(false);
        FitReport fit = PeerFit.Measured(Report(answer, judged.Result), peer, task, Features, answer, judged.Ranks[0]);
        return new PeerResult(fit, answer.Versions);
    }

    /// <inheritdoc/>
    protected override Dataset Prepare(Dataset data, CancellationToken cancellationToken) => data.WithCategories(cancellationToken);

    /// <inheritdoc/>
    protected override async Task WriteFilesAsync(IProgress<JobProgress>? progress, CancellationToken cancellationToken)
    {
        JobResult<RowExportResult> export = await Engine.RunAsync<RowExport, RowExportOptions, RowExportResult>(
            new Job<RowExportOptions>(new RowExportOptions { WritesAllParts = true }, Data), progress, cancellationToken)
            .ConfigureAwait(false);
        _files = export.Files;
        JobResult<XGBoostStudyResult> study = await Engine.RunAsync<XGBoostStudy, XGBoostOptions, XGBoostStudyResult>(
            new Job<XGBoostOptions>(_options, Data), progress, cancellationToken).ConfigureAwait(false);
        _study = study.Result;
    }

    /// <inheritdoc/>
    protected override byte[] Request(string folder, int threads) => JsonSerializer.SerializeToUtf8Bytes(
        new XGBoostPeerRequest
        {
            Training = Part(RowPart.Training)!,
            Validation = Part(RowPart.Validation),
            Test = Part(RowPart.Test),
            FeatureNames = Features,
            FeatureTypes = _study.FeatureTypes,
            ClassLabels = _study.ClassLabels,
            Parameters = _study.Parameters,
            Rounds = _options.Rounds,
            EarlyStopping = _options.EarlyStoppingRounds,
            Metrics = _study.Metrics,
            Missing = _options.Missing,
            Threads = threads,
            Predictions = Path.Combine(folder, XGBoostPeerRequest.PredictionsName),
            ValidationPredictions = Path.Combine(folder, XGBoostPeerRequest.ValidationName),
        },
        CliJson.Default.XGBoostPeerRequest);

    /// <summary>The files of a part; null where there is no such part.</summary>
    private XGBoostPeerPart? Part(RowPart part)
    {
        string? Find(string file) => _files.SingleOrDefault(written => written.Name == RowExport.FileOf(file, part))?.Path;
        return Find(RowExport.RowsFile) is { } rows
            ? new XGBoostPeerPart(rows, Find(RowExport.LabelsFile)!, Find(RowExport.WeightsFile), Find(RowExport.GroupsFile))
            : null;
    }

    private XGBoostFitReport Report(XGBoostPeerAnswer answer, XGBoostJudgement judgement) => new()
    {
        Rows = judgement.Rows,
        DroppedRows = judgement.DroppedRows,
        Data = Source,
        Seed = _options.Seed,
        TestRows = judgement.TestRows > 0 ? judgement.TestRows : null,
        Iterations = answer.Iterations,
        Options = request.Report(),
        Task = judgement.Task,
        Objective = judgement.Objective,
        Classes = judgement.Classes,
        ValidationRows = judgement.ValidationRows > 0 ? judgement.ValidationRows : null,
        TrainedRounds = answer.TrainedRounds,
        Metrics = XGBoostMetricsReport.Of(judgement.Scores),
        ScoredOn = judgement.IsScoredOnTest ? XGBoostFitReport.TestPart : XGBoostFitReport.TrainingPart,
        Details = judgement.Scores,
        ChosenThreshold = judgement.ChosenThreshold,
        History = [.. answer.History.Select(History)],
        Importance = [],
        Warnings = [],
        LibraryVersion = answer.Versions.GetValueOrDefault("XGBoost", ""),
        Digest = new XGBoostDigestReport(answer.ModelDigest),
    };

    private static XGBoostHistory History(XGBoostPeerHistory metric) => new()
    {
        Metric = metric.Metric,
        IsHigherBetter = EvaluationMetrics.Find(metric.Metric)?.IsHigherBetter == true,
        Training = metric.Training,
        Validation = metric.Validation,
    };
}
