using Escala.Cluster.Gang;
using Escala.Cluster.Shims;
using Escala.Data;
using Escala.Engines;
using Escala.Measurement;

namespace Escala.Cluster;

/// <summary>
/// One rank per worker of a Dask cluster. A session: it connects (or starts a cluster of its own) at its first job, and is good for many.
/// One job at a time; another one meanwhile is an <see cref="InvalidOperationException"/>.
/// </summary>
public sealed class DaskEngine : IEngine
{
    private const string Shim = "escala_dask.py";

    private readonly GangHost _host;
    private readonly bool _isOwn;

    /// <summary>Creates the engine; nothing is started yet.</summary>
    /// <param name="options">Which cluster, and how.</param>
    /// <exception cref="InvalidOptionsException">One or more options are out of range.</exception>
    public DaskEngine(DaskOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        SupportedPlatform.Require();
        _host = new GangHost(Settings(options));
        _isOwn = options.Address is null;
    }

    /// <inheritdoc/>
    public string Name => EngineName;

    /// <summary>The engine's name in results and on the command line.</summary>
    public const string EngineName = "dask";

    /// <inheritdoc/>
    public Task<JobResult<TResult>> RunAsync<TOperator, TOptions, TResult>(
        Job<TOptions> job, IProgress<JobProgress>? progress = null, CancellationToken cancellationToken = default)
        where TOperator : IOperator<TOptions, TResult>, new() =>
        _host.RunAsync<TOperator, TOptions, TResult>(job, progress, cancellationToken);

    /// <summary>
    /// Opens a dataset that is published on the cluster as data of this engine's jobs: a Dask DataFrame, or an array of shape (rows, features) or
    /// (rows) with columns x0, x1, ... Its rows do not pass through the driver: each rank gets a part as a file of its node, which is there until the
    /// engine is disposed. Only once, and before the first job.
    /// </summary>
    /// <param name="dataset">The name that it was published under.</param>
    /// <param name="rowId">
    /// A column that is different in every row and no feature. The rows are taken in its order, which makes results reproducible, and the same as
    /// other engines' with the rows in that order. Null: in the order of the partitions.
    /// </param>
    /// <param name="options">Which columns and rows to use, without query and groups; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="InvalidOptionsException">Options are outside what they may be, or the cluster is one that the engine starts.</exception>
    /// <exception cref="InvalidOperationException">The engine has run a job, or opened rows, before.</exception>
    /// <exception cref="DatasetException">There is no such dataset, or its rows cannot be used: columns, ids, or too few of them for the ranks.</exception>
    /// <exception cref="EscalaException">The cluster cannot be had.</exception>
    public Task<Dataset> OpenRowsAsync(
        string dataset, string? rowId = null, DatasetOptions? options = null, CancellationToken cancellationToken = default) => _isOwn
        ? throw new InvalidOptionsException(
        [
            $"Address of DaskOptions must name the cluster where the dataset '{dataset}' is published, but was not given. Name its scheduler.",
        ])
        : _host.OpenRowsAsync(dataset, rowId, options, cancellationToken);

    /// <summary>Cancels a running job, waits for its end, removes the files that jobs handed over, and ends a cluster of our own.</summary>
    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static GangSettings Settings(DaskOptions options) => new()
    {
        Engine = EngineName,
        Cluster = options.Address is { } address ? $"the Dask cluster at {address}" : "a Dask cluster on this machine",
        Python = options.Python,
        Script = Shim,
        Connect = folder => Connect(options, folder),
        World = options.Workers ?? (options.Address is null ? Environment.ProcessorCount : null),
        Threads = options.Threads,
        WorkerFolder = WorkerFolders.Find(options.WorkerFolder),
        Ship = options.Ship,
        Deadlines = options.Deadlines,
    };

    private static ShimRequest.Connect Connect(DaskOptions options, string folder)
    {
        var cluster = options.Address is null
            ? new ShimRequest.NewCluster(options.Workers ?? Environment.ProcessorCount, options.Threads ?? 1, folder)
            : null;
        var tls = options is { CertificateAuthority: { } authority, Certificate: { } certificate, Key: { } key }
            ? new ShimRequest.Certificates(authority, certificate, key)
            : null;
        return new ShimRequest.Connect(options.Address, cluster, tls, options.Deadlines.Connect.TotalSeconds);
    }
}
