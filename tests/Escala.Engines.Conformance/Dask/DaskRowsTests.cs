using Escala.Cluster;
using Escala.Data;
using Escala.Testing;
using Xunit;

namespace Escala.Engines.Conformance.Dask;

/// <summary>Datasets that are published on a Dask cluster, which only Dask has.</summary>
[Trait("Cluster", "Dask")]
public sealed class DaskRowsTests(DaskRowsFixture cluster) : IClassFixture<DaskRowsFixture>
{
    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("frame", "the id")]
    [InlineData("array", "x3")]
    [InlineData("ordered", null)]
    public async Task KMeans_OnAPublishedDataset_IsTheSameBitsAsOnOneCoreAndNothingIsLeft(string dataset, string? rowId)
    {
        DaskEngine dask = cluster.NewEngine();
        await using var serial = new SerialEngine();

        Dataset rows = await dask.OpenRowsAsync(dataset, rowId, HeldRowsSample.Options, Timeout);
        int files = cluster.RowFiles();
        string many = await HeldRowsSample.KMeansDigestAsync(rows, dask, Timeout);
        await dask.DisposeAsync();

        Assert.Equal(await HeldRowsSample.KMeansDigestAsync(HeldRowsSample.InMemory(), serial, Timeout), many);
        Assert.All(rows.Plan.Files, file => Assert.True(file.Rows > HeldRowsSample.Rows / 3, $"{file.Path} has {file.Rows} rows."));
        Assert.Equal(2, files);
        Assert.True(await ClusterProcesses.UntilAsync(() => cluster.RowFiles() == 0, TimeSpan.FromSeconds(10)), "Rows are left.");
    }

    [Fact]
    [Trait("Library", "XGBoost")]
    public async Task XGBoost_OnOrderedRowsOfOneRank_IsTheSameBitsAsOnOneCore()
    {
        await using DaskEngine dask = cluster.NewEngine(1);
        await using var serial = new SerialEngine();

        Dataset rows = await dask.OpenRowsAsync("frame", "the id", HeldRowsSample.Options, Timeout);

        Assert.Equal(
            await HeldRowsSample.XGBoostDigestAsync(HeldRowsSample.InMemory(), serial, Timeout),
            await HeldRowsSample.XGBoostDigestAsync(rows, dask, Timeout));
    }

    [Theory]
    [InlineData("frame", "half", "The row id must be different in every row, but ")]
    [InlineData("frame", "gap", "The row id must be there in every row, but is missing in a row of column 'gap'.")]
    [InlineData("frame", "the it", "<rows of dask> has no column 'the it', which was named as the row id.")]
    [InlineData("words", null, "Column 'x0' of <rows of dask> is of type ")]
    [InlineData("whole", null, "Every rank must have rows, but only 1 of 1 partitions have some")]
    [InlineData("number", null, "The dataset 'number' must be a Dask DataFrame, or a Dask array of one or two dimensions, but is int")]
    [InlineData("fame", null, "The dataset must be published on the cluster, but 'fame' is not. Published are: 'array', 'frame', 'number', 'ordered', 'whole', 'words'.")]
    public async Task OpenRows_OfWhatCannotBeUsed_SaysWhy(string dataset, string? rowId, string message)
    {
        await using DaskEngine dask = cluster.NewEngine();

        DatasetException fault = await Assert.ThrowsAsync<DatasetException>(() => dask.OpenRowsAsync(dataset, rowId, HeldRowsSample.Options, Timeout));

        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenRows_OnAClusterOfItsOwn_IsRefused()
    {
        await using var dask = new DaskEngine(new DaskOptions { WorkerFolder = ConformanceWorker.Folder });

        InvalidOptionsException fault = await Assert.ThrowsAsync<InvalidOptionsException>(() => dask.OpenRowsAsync("frame", cancellationToken: Timeout));

        Assert.Contains("Address of DaskOptions must name the cluster", fault.Message, StringComparison.Ordinal);
    }
}
