using Escala.Cli.Algorithms.KMeans;
using Escala.Clustering;
using Escala.Data;
using Escala.DuckDb;
using Escala.Engines;

namespace Escala.Cli.Comparison.Peers;

/// <summary>
/// The rows and first centroids of a fit as files that other systems read, and the judge of what these make of them. The files
/// go when it is disposed.
/// </summary>
internal sealed class PeerInputs : IAsyncDisposable
{
    private readonly KMeansFitRequest _request;
    private readonly KMeansOptions _options;
    private readonly DuckDbReader _reader = new();
    private readonly LocalEngine _engine = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("escala-peers-").FullName;

    private PeerInputs(KMeansFitRequest request)
    {
        _request = request;
        _options = request.Resolve();
    }

    /// <summary>The data.</summary>
    public Dataset Data { get; private set; } = null!;

    /// <summary>The training rows.</summary>
    public string Rows { get; private set; } = "";

    /// <summary>Their weights; null where every row weighs 1.</summary>
    public string? Weights { get; private set; }

    /// <summary>The first centroids.</summary>
    public string Starts => Path.Combine(_folder, "starts.npy");

    /// <summary>Writes the files.</summary>
    /// <param name="request">The fit.</param>
    /// <param name="path">The file or glob that its data are.</param>
    /// <param name="progress">Told about progress; null for nobody.</param>
    /// <param name="cancellationToken">Ends it; nothing is left then.</param>
    /// <exception cref="EscalaException">The data cannot be used.</exception>
    public static async Task<PeerInputs> WriteAsync(
        KMeansFitRequest request, string path, IProgress<JobProgress>? progress, CancellationToken cancellationToken)
    {
        var inputs = new PeerInputs(request);
        try
        {
            inputs.Data = new DatasetReader(inputs._reader).Open(path, request.Rows, cancellationToken);
            await inputs.WriteRowsAsync(progress, cancellationToken).ConfigureAwait(false);
            await inputs.WriteStartsAsync(progress, cancellationToken).ConfigureAwait(false);
            return inputs;
        }
        catch
        {
            await inputs.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Makes a folder for the files of one run.</summary>
    public string AddFolder() => Directory.CreateDirectory(Path.Combine(_folder, Path.GetRandomFileName())).FullName;

    /// <summary>Judges what a peer made of the rows, as Escala's own answers are judged.</summary>
    /// <param name="labels">The file of labels.</param>
    /// <param name="centroids">The file of centroids.</param>
    /// <param name="progress">Told about progress; null for nobody.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DatasetException">The files do not fit the rows.</exception>
    public Task<JobResult<KMeansJudgement>> JudgeAsync(
        string labels, string centroids, IProgress<JobProgress>? progress, CancellationToken cancellationToken)
    {
        var judge = new KMeansJudgeOptions
        {
            Clusters = _options.Clusters,
            Standardize = _options.Standardize,
            Seed = _options.Seed,
            Metrics = _options.Metrics,
        };
        var job = new Job<KMeansJudgeOptions>(judge, Data)
        {
            Files = new Dictionary<string, string>
            {
                [KMeansJudgeLabels.LabelsFile] = labels,
                [KMeansJudgeLabels.CentroidsFile] = centroids,
            },
        };
        return _engine.RunAsync<KMeansJudgeLabels, KMeansJudgeOptions, KMeansJudgement>(job, progress, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync().ConfigureAwait(false);
        _reader.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task WriteRowsAsync(IProgress<JobProgress>? progress, CancellationToken cancellationToken)
    {
        JobResult<RowExportResult> export = await _engine.RunAsync<RowExport, RowExportOptions, RowExportResult>(
            new Job<RowExportOptions>(new RowExportOptions(), Data), progress, cancellationToken).ConfigureAwait(false);
        Rows = export.Files.Single(file => file.Name == RowExport.RowsFile).Path;
        Weights = export.Files.SingleOrDefault(file => file.Name == RowExport.WeightsFile)?.Path;
    }

    private async Task WriteStartsAsync(IProgress<JobProgress>? progress, CancellationToken cancellationToken)
    {
        JobResult<KMeansStartsResult> job = await _engine.RunAsync<KMeansStarts, KMeansOptions, KMeansStartsResult>(
            new Job<KMeansOptions>(_options, Data), progress, cancellationToken).ConfigureAwait(false);
        FeatureScaler scaler = job.Result.Scaler;
        double[] starts = [.. job.Result.PreparedCentroids
            .SelectMany(start => start.Select((value, i) => scaler.Restore(value, i % scaler.FeatureCount)))];
        using FileStream stream = File.Create(Starts);
        NpyFile.Write(stream, starts, _request.Options.Restarts * _request.Options.Clusters, scaler.FeatureCount);
    }
}
