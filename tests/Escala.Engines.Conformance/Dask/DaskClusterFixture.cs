using Escala.Cluster;
using Escala.Testing;
using Xunit;

namespace Escala.Engines.Conformance.Dask;

/// <summary>One cluster for all tests of a class; none where there is no Dask.</summary>
public class DaskClusterFixture : IAsyncLifetime
{
    /// <summary>The workers of the cluster.</summary>
    public const int Workers = 2;

    private DaskCluster? _cluster;
    private string? _whyNot;

    /// <summary>The cluster; skips the test where there is none.</summary>
    public DaskCluster Require()
    {
        Assert.SkipWhen(_cluster is null, _whyNot ?? "");
        return _cluster!;
    }

    /// <summary>An engine at the cluster's address; skips the test where there is no cluster.</summary>
    /// <param name="workers">The ranks; null for all workers.</param>
    /// <param name="ship">Whether rows of files are sent.</param>
    public DaskEngine NewEngine(int? workers = null, bool ship = false) => new(new DaskOptions
    {
        Address = Require().Address,
        Workers = workers ?? Workers,
        Python = DaskCluster.Python,
        WorkerFolder = ConformanceWorker.Folder,
        Ship = ship,
    });

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _whyNot = WhyNot();
        if (_whyNot is null)
        {
            _cluster = await StartAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }

    /// <summary>Why there can be no cluster; null where there can.</summary>
    protected virtual string? WhyNot() => ConformanceWorker.WhyNot;

    /// <summary>Starts the cluster.</summary>
    protected virtual Task<DaskCluster> StartAsync() => DaskCluster.StartAsync(Workers);
}
