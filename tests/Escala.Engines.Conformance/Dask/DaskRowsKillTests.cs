using Escala.Cluster;
using Escala.Testing;
using Xunit;

namespace Escala.Engines.Conformance.Dask;

/// <summary>The files of a published dataset's rows go, however their holder does. The shim is known by being the only one of this process.</summary>
[Collection(nameof(Alone))]
[Trait("Cluster", "Dask")]
public sealed class DaskRowsKillTests(DaskRowsFixture cluster) : IClassFixture<DaskRowsFixture>
{
    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_OfTheShim_LeavesNoRows()
    {
        await using DaskEngine dask = cluster.NewEngine();
        await dask.OpenRowsAsync("frame", "the id", HeldRowsSample.Options, Timeout);
        Assert.Equal(2, cluster.RowFiles());

        ClusterProcesses.Send(ClusterProcesses.Shims(Environment.ProcessId).Single(), ClusterProcesses.Kill);

        Assert.True(await ClusterProcesses.UntilAsync(() => cluster.RowFiles() == 0, TimeSpan.FromSeconds(20)), "Rows are left.");
    }
}
