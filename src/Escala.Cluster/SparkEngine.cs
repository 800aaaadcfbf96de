using System.Globalization;
using Escala.Cluster.Gang;
using Escala.Cluster.Shims;
using Escala.Data;
using Escala.Engines;
using Escala.Measurement;

namespace Escala.Cluster;

/// <summary>
/// One rank per executor of a Spark application. A session: it starts the application (and a cluster of its own) at its first job, and is good for
/// many. One job at a time; another one meanwhile is an <see cref="InvalidOperationException"/>.
/// </summary>
public sealed class SparkEngine : IEngine
{
    private const string Shim = "escala_spark.py";

    private readonly GangHost _host;

    /// <summary>Creates the engine; nothing is started yet.</summary>
    /// <param name="options">Which cluster, and how.</param>
    /// <exception cref="InvalidOptionsException">One or more options are out of range, or no Spark is named.</exception>
    public SparkEngine(SparkOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        SupportedPlatform.Require();
        _host = new GangHost(Settings(options, options.UsedHome));
    }

    /// <inheritdoc/>
    public string Name => EngineName;

    /// <summary>The engine's name in results and on the command line.</summary>
    public const string EngineName = "spark";

    /// <inheritdoc/>
    public Task<JobResult<TResult>> RunAsync<TOperator, TOptions, TResult>(
        Job<TOptions> job, IProgress<JobProgress>? progress = null, CancellationToken cancellationToken = default)
        where TOperator : IOperator<TOptions, TResult>, new() =>
        _host.RunAsync<TOperator, TOptions, TResult>(job, progress, cancellationToken);

    /// <summary>
    /// Opens the result of a query as data of this engine's jobs. Its rows do not pass through the driver: each rank gets a part as a file of its
    /// node, which is there until the engine is disposed. Only once, and before the first job.
    /// </summary>
    /// <param name="query">A query of Spark's SQL; columns of numbers and bools can be used.</param>
    /// <param name="rowId">
    /// A column that is different in every row and no feature. The rows are taken in its order, which makes results reproducible, and the same as
    /// other engines' with the rows in that order. Null: in the order in which Spark has them, which may be another one the next time.
    /// </param>
    /// <param name="options">Which columns and rows to use, without query and groups; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="InvalidOptionsException">Options are outside what they may be.</exception>
    /// <exception cref="InvalidOperationException">The engine has run a job, or opened rows, before.</exception>
    /// <exception cref="DatasetException">The query fails, or its rows cannot be used: columns, ids, or too few of them for the ranks.</exception>
    /// <exception cref="EscalaException">The cluster cannot be had.</exception>
    public Task<Dataset> OpenRowsAsync(
        string query, string? rowId = null, DatasetOptions? options = null, CancellationToken cancellationToken = default) =>
        _host.OpenRowsAsync(query, rowId, options, cancellationToken);

    /// <summary>Cancels a running job, waits for its end, removes the files that jobs handed over, and ends the application.</summary>
    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static GangSettings Settings(SparkOptions options, string home) => new()
    {
        Engine = EngineName,
        Cluster = options.Master is { } master ? $"the Spark cluster at {master}" : "a Spark cluster on this machine",
        Python = options.Python,
        Script = Shim,
        Connect = folder => Connect(options, home, folder),
        World = WorkersOf(options),
        Threads = ThreadsOf(options),
        WorkerFolder = WorkerFolders.Find(options.WorkerFolder),
        PlacesWithRows = true,
        Ship = options.Ship,
        Deadlines = options.Deadlines,
    };

    private static ShimRequest.Connect Connect(SparkOptions options, string home, string folder)
    {
        int threads = ThreadsOf(options);
        ShimRequest.NewCluster? cluster = options.Master is null ? new(WorkersOf(options)!.Value, threads, folder) : null;
        return new ShimRequest.Connect(options.Master, cluster, null, options.Deadlines.Connect.TotalSeconds)
        {
            Spark = new ShimRequest.SparkApplication(home, WorkersOf(options), threads, options.ControlPort, options.Configuration),
        };
    }

    private static int? WorkersOf(SparkOptions options) => options.Workers
        ?? (options.Master is null ? Environment.ProcessorCount : LocalCluster(options.Master)?.Workers);

    private static int ThreadsOf(SparkOptions options) => options.Threads ?? LocalCluster(options.Master)?.Cores ?? 1;

    /// <summary>What <c>local-cluster[N,CORES,MEGABYTES]</c> says; null for other masters.</summary>
    private static (int Workers, int Cores)? LocalCluster(string? master)
    {
        string[] parts = master?.StartsWith("local-cluster[", StringComparison.Ordinal) == true
            ? master["local-cluster[".Length..].TrimEnd(']').Split(',')
            : [];
        return parts.Length == 3
            && int.TryParse(parts[0], CultureInfo.InvariantCulture, out int workers)
            && int.TryParse(parts[1], CultureInfo.InvariantCulture, out int cores)
            ? (workers, cores) : null;
    }
}
