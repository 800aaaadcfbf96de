using Escala.Cluster;
using Escala.Engines.Conformance.Dask;
using Escala.Testing;
using Xunit;

namespace Escala.Engines.Conformance.Spark;

/// <summary>One cluster for all tests of a class, and one application that most of them share; none where there is no Spark.</summary>
public class SparkClusterFixture : IAsyncLifetime
{
    /// <summary>The ranks of an application.</summary>
    public const int Ranks = 3;

    private SparkCluster? _cluster;
    private SparkEngine? _shared;

    /// <summary>Why no rank can run on Spark here; null where one can.</summary>
    public static string? WhyNot => SparkCluster.WhyNot ?? ConformanceWorker.WhyNone;

    /// <summary>The cluster; skips the test where there is none.</summary>
    public SparkCluster Require()
    {
        Assert.SkipWhen(_cluster is null, WhyNot ?? "");
        return _cluster!;
    }

    /// <summary>An application's engine that lives on when it is disposed.</summary>
    public IEngine Shared()
    {
        _shared ??= NewEngine(2);
        return new SharedEngine(_shared);
    }

    /// <summary>The engine of an application of its own.</summary>
    /// <param name="ranks">Its ranks.</param>
    public SparkEngine NewEngine(int ranks = Ranks) => new(new SparkOptions
    {
        Master = Require().Address,
        SparkHome = SparkCluster.Home,
        Workers = ranks,
        WorkerFolder = ConformanceWorker.Folder,
        Deadlines = new GangDeadlines { Silence = TimeSpan.FromSeconds(6), Lease = TimeSpan.FromSeconds(8) },
    });

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (WhyNot is null)
        {
            _cluster = await StartAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_shared is not null)
        {
            await _shared.DisposeAsync();
        }

        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Starts the cluster.</summary>
    protected virtual Task<SparkCluster> StartAsync() => SparkCluster.StartAsync(Ranks + 1);

    private sealed class SharedEngine(SparkEngine engine) : IEngine
    {
        public string Name => engine.Name;

        public Task<JobResult<TResult>> RunAsync<TOperator, TOptions, TResult>(
            Job<TOptions> job, IProgress<JobProgress>? progress, CancellationToken cancellationToken)
            where TOperator : IOperator<TOptions, TResult>, new() =>
            engine.RunAsync<TOperator, TOptions, TResult>(job, progress, cancellationToken);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
