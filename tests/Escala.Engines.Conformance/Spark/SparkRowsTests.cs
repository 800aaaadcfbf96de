using Escala.Cluster;
using Escala.Data;
using Escala.Engines.Conformance.Operators;
using Escala.Testing;
using Xunit;

namespace Escala.Engines.Conformance.Spark;

/// <summary>The rows of a query, which only Spark has.</summary>
[Trait("Cluster", "Spark")]
[Collection(nameof(SparkTests))]
public sealed class SparkRowsTests(SparkClusterFixture cluster)
{
    /// <summary>The sample in an order that has nothing to do with its ids, and as types that have to be converted.</summary>
    private static readonly string Query = $"""
        select concat('row ', lpad(string(id), 6, '0')) as `the id`, id * 37 % 101 / 4D as x0, cast(id % 3 * 8 + id * 53 % 97 / 16D as decimal(9, 4)) as x1,
            id * 37 % 101 > 60 as x2, 'text' as word
        from range(0, {HeldRowsSample.Rows}, 1, 4) order by hash(id)
        """;

    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    [Fact]
    public async Task KMeans_OnOrderedRows_IsTheSameBitsAsOnOneCoreAndNothingIsLeft()
    {
        SparkEngine spark = cluster.NewEngine(2);
        await using var serial = new SerialEngine();
        string folder = cluster.Require().Folder;

        Dataset rows = await spark.OpenRowsAsync(Query, "the id", HeldRowsSample.Options, Timeout);
        int files = RowFiles(folder);
        string many = await HeldRowsSample.KMeansDigestAsync(rows, spark, Timeout);
        InvalidOperationException again = await Assert.ThrowsAsync<InvalidOperationException>(
            () => spark.OpenRowsAsync(Query, "the id", HeldRowsSample.Options, Timeout));
        await spark.DisposeAsync();

        Assert.Equal(await HeldRowsSample.KMeansDigestAsync(HeldRowsSample.InMemory(), serial, Timeout), many);
        Assert.Equal([HeldRowsSample.Rows], [rows.Plan.Files.Sum(file => file.Rows ?? 0)]);
        Assert.Equal(2, files);
        Assert.Contains("opened once", again.Message, StringComparison.Ordinal);
        Assert.True(await ClusterProcesses.UntilAsync(() => RowFiles(folder) == 0, TimeSpan.FromSeconds(10)), "Rows are left.");
    }

    [Fact]
    [Trait("Library", "XGBoost")]
    [Trait("Category", "Slow")]
    public async Task XGBoost_OnOrderedRowsOfOneRank_IsTheSameBitsAsOnOneCore()
    {
        await using SparkEngine spark = cluster.NewEngine(1);
        await using var serial = new SerialEngine();

        Dataset rows = await spark.OpenRowsAsync(Query, "the id", HeldRowsSample.Options, Timeout);

        Assert.Equal(
            await HeldRowsSample.XGBoostDigestAsync(HeldRowsSample.InMemory(), serial, Timeout),
            await HeldRowsSample.XGBoostDigestAsync(rows, spark, Timeout));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Job_AfterAnExecutorWasKilled_HasTheRowsAgain()
    {
        await using SparkEngine spark = cluster.NewEngine(2);
        string folder = cluster.Require().Folder;
        Dataset rows = await spark.OpenRowsAsync(Query, "the id", HeldRowsSample.Options, Timeout);
        string before = await HeldRowsSample.KMeansDigestAsync(rows, spark, Timeout);

        Task<JobResult<long[]>> job = spark.RunAsync<Stages, StagesOptions, long[]>(
            new Job<StagesOptions>(new StagesOptions(30), rows), cancellationToken: Timeout);
        Assert.True(await ClusterProcesses.UntilAsync(() => ClusterProcesses.Ranks(folder).Count == 2, TimeSpan.FromSeconds(30)));
        ClusterProcesses.Send(ExecutorOf(ClusterProcesses.Ranks(folder)[0]), ClusterProcesses.Kill);
        await Assert.ThrowsAnyAsync<EscalaException>(() => job);
        string after = await HeldRowsSample.KMeansDigestAsync(rows, spark, Timeout);

        Assert.Equal(before, after);
    }

    [Theory]
    [InlineData("select id, 'x' as x0, id as x1, 1 as x2 from range(100)", "id", "Column 'x0' of <rows of spark> is of type string, which cannot be read as a number.", Traits = ["Category", "Slow"])]
    [InlineData("select id div 2 as id, 1 as x0, id as x1, 1 as x2 from range(100)", "id", "The row id must be different in every row, but ")]
    [InlineData("select if(id = 50, null, id) as id, 1 as x0, id as x1, 1 as x2 from range(100)", "id", "The row id must be there in every row, but is missing", Traits = ["Category", "Slow"])]
    [InlineData("select id, 1 as x0, id as x1, 1 as x2 from range(1)", "id", "The rows of the query must be enough for 2 ranks, but Spark makes 1 partitions of them.", Traits = ["Category", "Slow"])]
    [InlineData("select id, 1 as x0, id as x1, 1 as x2 from range(0)", null, "Every rank must have rows, but only 0 of 2 have some", Traits = ["Category", "Slow"])]
    [InlineData("select id, 1 as x0, id as x1, 1 as x2 from range(10)", "ib", "<rows of spark> has no column 'ib', which was named as the row id.", Traits = ["Category", "Slow"])]
    [InlineData("select id, 1 as x0, id as x1 from range(10)", "id", "<rows of spark> has no column 'x2', which was named as the label.", Traits = ["Category", "Slow"])]
    [InlineData("select * from nowhere", null, "Spark cannot run the query: [TABLE_OR_VIEW_NOT_FOUND]")]
    public async Task OpenRows_OfWhatCannotBeUsed_SaysWhy(string query, string? rowId, string message)
    {
        await using SparkEngine spark = cluster.NewEngine(2);

        DatasetException fault = await Assert.ThrowsAsync<DatasetException>(() => spark.OpenRowsAsync(query, rowId, HeldRowsSample.Options, Timeout));

        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Job_OnRowsWithAMissingValue_NamesColumnAndRow()
    {
        await using SparkEngine spark = cluster.NewEngine(2);
        Dataset rows = await spark.OpenRowsAsync(
            "select id, if(id = 0, null, 1) as x0, id as x1, 1 as x2 from range(100)", "id", HeldRowsSample.Options, Timeout);

        DatasetException fault = await Assert.ThrowsAsync<DatasetException>(() => HeldRowsSample.KMeansDigestAsync(rows, spark, Timeout));

        Assert.Contains("<rows of spark, rank 0>, row 1, column 'x0': the value is missing.", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("--sql", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenRows_WithOptionsOfFiles_NamesAllAtOnce()
    {
        Assert.SkipWhen(SparkClusterFixture.WhyNot is not null, SparkClusterFixture.WhyNot ?? "");
        await using SparkEngine spark = cluster.NewEngine(2);

        InvalidOptionsException fault = await Assert.ThrowsAsync<InvalidOptionsException>(() => spark.OpenRowsAsync(
            Query, "x2", HeldRowsSample.Options with { Sql = "select 1", Group = "word" }, Timeout));

        Assert.Equal(3, fault.Faults.Count);
    }

    /// <summary>A rank is the child of a Python worker, forked by a daemon, which an executor has started.</summary>
    private static int ExecutorOf(int rank) => ClusterProcesses.ParentOf(
        ClusterProcesses.ParentOf(ClusterProcesses.ParentOf(rank)!.Value)!.Value)!.Value;

    private static int RowFiles(string folder) => Directory.EnumerateFiles(folder, "rows.npy", SearchOption.AllDirectories).Count();
}
