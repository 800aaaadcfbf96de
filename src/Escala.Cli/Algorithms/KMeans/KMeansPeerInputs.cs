using System.Text.Json;
using Escala.Cli.Comparison.Peers;
using Escala.Clustering;
using Escala.Data;
using Escala.Engines;
using Escala.Reports.Results;

namespace Escala.Cli.Algorithms.KMeans;

/// <summary>The rows and first centroids of a K-means as files that other systems read.</summary>
/// <param name="request">The fit.</param>
internal sealed class KMeansPeerInputs(KMeansFitRequest request) : RowsPeerInputs(request)
{
    private readonly KMeansOptions _options = request.Resolve();
    private string _rows = "";
    private string? _weights;

    private string Starts => Path.Combine(Folder, "starts.npy");

    /// <inheritdoc/>
    public override async Task<PeerResult> JudgeAsync(
        string peer, PeerTask task, string output, IProgress<JobProgress>? progress, CancellationToken cancellationToken)
    {
        KMeansPeerAnswer answer = JsonSerializer.Deserialize(output, CliJson.Default.KMeansPeerAnswer)!;
        var job = new Job<KMeansJudgeOptions>(JudgeOptions(), Data)
        {
            Files = new Dictionary<string, string>
            {
                [KMeansJudgeLabels.LabelsFile] = task.PathOf(KMeansPeerRequest.LabelsName),
                [KMeansJudgeLabels.CentroidsFile] = task.PathOf(KMeansPeerRequest.CentroidsName),
            },
        };
        JobResult<KMeansJudgement> judged = await Engine
            .RunAsync<KMeansJudgeLabels, KMeansJudgeOptions, KMeansJudgement>(job, progress, cancellationToken).ConfigureAwait(false);
        FitReport fit = PeerFit.Measured(Report(answer, judged.Result), peer, task, Features, answer, judged.Ranks[0]);
        return new PeerResult(fit, answer.Versions, answer.OwnScores);
    }

    /// <inheritdoc/>
    protected override async Task WriteFilesAsync(IProgress<JobProgress>? progress, CancellationToken cancellationToken)
    {
        JobResult<RowExportResult> export = await Engine.RunAsync<RowExport, RowExportOptions, RowExportResult>(
            new Job<RowExportOptions>(new RowExportOptions(), Data), progress, cancellationToken).ConfigureAwait(false);
        _rows = export.Files.Single(file => file.Name == RowExport.RowsFile).Path;
        _weights = export.Files.SingleOrDefault(file => file.Name == RowExport.WeightsFile)?.Path;
        await WriteStartsAsync(progress, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override byte[] Request(string folder, int threads) => JsonSerializer.SerializeToUtf8Bytes(
        new KMeansPeerRequest
        {
            Rows = _rows,
            Weights = _weights,
            Starts = Starts,
            Clusters = _options.Clusters,
            Restarts = _options.Restarts,
            MaxIterations = _options.MaxIterations,
            Tolerance = _options.Tolerance,
            Standardize = _options.Standardize,
            Threads = threads,
            Labels = Path.Combine(folder, KMeansPeerRequest.LabelsName),
            Centroids = Path.Combine(folder, KMeansPeerRequest.CentroidsName),
        },
        CliJson.Default.KMeansPeerRequest);

    private async Task WriteStartsAsync(IProgress<JobProgress>? progress, CancellationToken cancellationToken)
    {
        JobResult<KMeansStartsResult> job = await Engine.RunAsync<KMeansStarts, KMeansOptions, KMeansStartsResult>(
            new Job<KMeansOptions>(_options, Data), progress, cancellationToken).ConfigureAwait(false);
        FeatureScaler scaler = job.Result.Scaler;
        double[] starts = [.. job.Result.PreparedCentroids
            .SelectMany(start => start.Select((value, i) => scaler.Restore(value, i % scaler.FeatureCount)))];
        using FileStream stream = File.Create(Starts);
        NpyFile.Write(stream, starts, _options.Restarts * _options.Clusters, scaler.FeatureCount);
    }

    private KMeansJudgeOptions JudgeOptions() => new()
    {
        Clusters = _options.Clusters,
        Standardize = _options.Standardize,
        Seed = _options.Seed,
        Metrics = _options.Metrics,
    };

    private KMeansFitReport Report(KMeansPeerAnswer answer, KMeansJudgement judgement) => new()
    {
        Rows = judgement.Training.Rows,
        DroppedRows = judgement.DroppedRows,
        Data = Source,
        Seed = _options.Seed,
        Options = request.Report(),
        Metrics = MetricsReport.Of(judgement.Training.Inertia, judgement.Training.Scores),
        TestRows = judgement.Test?.Rows,
        TestMetrics = judgement.Test is { } test ? MetricsReport.Of(test.Inertia, test.Scores) : null,
        Iterations = answer.Iterations,
        History = [],
        RestartInertias = answer.RestartInertias,
        ClusterSizes = judgement.Training.ClusterSizes,
        Digest = new DigestReport(judgement.CentroidsDigest, judgement.LabelsDigest),
    };
}
