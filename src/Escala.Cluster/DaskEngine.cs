using Escala.Cluster.Gang;
using Escala.Cluster.Shims;
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

    /// <summary>Creates the engine; nothing is started yet.</summary>
    /// <param name="options">Which cluster, and how.</param>
    /// <exception cref="InvalidOptionsException">One or more options are out of range.</exception>
    public DaskEngine(DaskOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        SupportedPlatform.Require();
        _host = new GangHost(Settings(options));
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
