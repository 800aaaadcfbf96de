using System.Text.Json;
using Escala.Data;
using Escala.Engines;
using Escala.Testing;
using Xunit;

namespace Escala.Tests.Data;

public class DatasetNoneTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Run_NoRows_OperatorsCountWhatTheyReadThemselves(int world)
    {
        await using var gang = new ThreadGang(world);
        JobResult<int> job = await gang.RunAsync<OwnReader, int, int>(
            new Job<int>(5, Dataset.None), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(world, job.Result);
        Assert.Equal(Enumerable.Range(0, world).Select(rank => 5L + rank), job.Ranks.Select(rank => rank.ReadRows));
    }

    [Fact]
    public void Plan_NoFiles_HasNoPiecesAndTravels()
    {
        DataPlan plan = Dataset.None.Plan;
        DataPlan read = JsonSerializer.Deserialize(JsonSerializer.Serialize(plan, DataPlanJson.Default.DataPlan), DataPlanJson.Default.DataPlan)!;

        Assert.Empty(read.Files);
        Assert.False(read.HasFiles);
        Assert.False(read.IsOnDriverOnly);
        Assert.Empty(read.PiecesOf(1, 4));
        Assert.Equal(0, read.Bytes);
        Assert.Same(Dataset.None.Reader, PieceReaders.For(read, []));
        Assert.False(new PieceNumbering(read, 4, Dataset.None.Reader).IsNeeded);
    }

    /// <summary>Counts five rows, and one more for every rank before.</summary>
    private sealed class OwnReader : IOperator<int, int>
    {
        public static OperatorContract<int, int> Contract => throw new NotSupportedException("It stays in this process.");

        public int Run(int options, RankContext rank, CancellationToken cancellationToken)
        {
            rank.Reporter.CountRows(options);
            rank.Reporter.CountRows(rank.Rank);
            Assert.Throws<ArgumentOutOfRangeException>(() => rank.Reporter.CountRows(-1));
            Span<long> sum = [1];
            rank.Collective.Sum(sum);
            return (int)sum[0];
        }
    }
}
