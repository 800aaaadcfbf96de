using Escala.Testing;
using Xunit;

namespace Escala.Engines.Conformance.Dask;

/// <summary>A cluster of three workers with nannies, which start a worker anew that was killed.</summary>
public sealed class DaskKillCluster : IAsyncLifetime
{
    private DaskCluster? _cluster;

    /// <summary>The cluster; skips the test where there is none.</summary>
    public DaskCluster Require()
    {
        Assert.SkipWhen(_cluster is null, ConformanceWorker.WhyNot ?? "");
        return _cluster!;
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (ConformanceWorker.WhyNot is null)
        {
            _cluster = await DaskCluster.StartAsync(3);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }
}
