using System.Text.Json.Serialization.Metadata;
using Escala.Data;
using Escala.Engines;
using Escala.Testing;
using Xunit;

namespace Escala.Tests.Engines;

public sealed class ThreadGangTests
{
    private static readonly Dataset Rows = Dataset.FromArray(new float[,] { { 1 }, { 2 }, { 3 } });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task RunRanks_Collectives_GiveEveryRankTheSame(int world)
    {
        await using var gang = new ThreadGang(world);

        IReadOnlyList<string> results = await gang.RunRanksAsync<Exchange, int, string>(new Job<int>(3, Rows));

        int sum = Enumerable.Range(0, world).Sum();
        string gathered = string.Join("|", Enumerable.Range(0, world).Select(rank => string.Join(",", Enumerable.Repeat(rank, rank))));
        Assert.Equal(Enumerable.Repeat($"{sum} {sum / 2f} {sum / 4.0} {world - 1} {world - 1} {gathered}", world), results);
    }

    [Fact]
    public async Task RunRanks_RanksCallDifferently_AllAreTold()
    {
        await using var gang = new ThreadGang(3);

        InvalidOperationException fault = await Assert.ThrowsAsync<InvalidOperationException>(
            () => gang.RunRanksAsync<Differ, int, string>(new Job<int>(0, Rows)));

        Assert.Contains("Sum of 1 Int64; Sum of 2 Int64; Sum of 2 Int64", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunRanks_OneRankEndsEarly_TheOthersGiveUpAtTheDeadline()
    {
        await using var gang = new ThreadGang(2, deadline: TimeSpan.FromMilliseconds(50));

        TimeoutException fault = await Assert.ThrowsAsync<TimeoutException>(
            () => gang.RunRanksAsync<Leave, int, string>(new Job<int>(1, Rows)));

        Assert.StartsWith("Rank 0 of 2 waited", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunRanks_OneRankFails_TheOthersDoNotWaitForTheDeadline()
    {
        await using var gang = new ThreadGang(3, deadline: TimeSpan.FromMinutes(10));

        await Assert.ThrowsAsync<NotSupportedException>(() => gang.RunRanksAsync<Break, int, string>(new Job<int>(2, Rows)));
    }

    private static JsonTypeInfo<T> Untravelled<T>() => JsonTypeInfo.CreateJsonTypeInfo<T>(new());

    /// <summary>Every collective, several times over.</summary>
    private sealed class Exchange : IOperator<int, string>
    {
        public static OperatorContract<int, string> Contract { get; } = new("test", 1, Untravelled<int>(), Untravelled<string>());

        public string Run(int options, RankContext rank, CancellationToken cancellationToken)
        {
            string last = "";
            for (int round = 0; round < options * 100; round++)
            {
                long[] sum = [rank.Rank];
                float[] max = [rank.Rank];
                float[] halves = [rank.Rank / 2f];
                double[] quarters = [rank.Rank / 4.0];
                int[] told = [rank.Rank];
                rank.Collective.Sum(sum);
                rank.Collective.Sum(halves);
                rank.Collective.Sum(quarters);
                rank.Collective.Max(max);
                rank.Collective.Broadcast<int>(told, rank.World - 1);
                int[][] all = rank.Collective.Gather<int>([.. Enumerable.Repeat(rank.Rank, rank.Rank)]);
                string now = $"{sum[0]} {halves[0]} {quarters[0]} {max[0]} {told[0]} {string.Join("|", all.Select(part => string.Join(",", part)))}";
                Assert.True(round == 0 || now == last, $"{now} after {last}");
                last = now;
            }

            return last;
        }
    }

    /// <summary>Rank 0 sums fewer elements than the others.</summary>
    private sealed class Differ : IOperator<int, string>
    {
        public static OperatorContract<int, string> Contract { get; } = new("test", 1, Untravelled<int>(), Untravelled<string>());

        public string Run(int options, RankContext rank, CancellationToken cancellationToken)
        {
            rank.Collective.Sum(new long[rank.Rank == 0 ? 1 : 2]);
            return "";
        }
    }

    /// <summary>One rank ends without taking part.</summary>
    private sealed class Leave : IOperator<int, string>
    {
        public static OperatorContract<int, string> Contract { get; } = new("test", 1, Untravelled<int>(), Untravelled<string>());

        public string Run(int options, RankContext rank, CancellationToken cancellationToken)
        {
            if (rank.Rank != options)
            {
                rank.Collective.Max(new float[1]);
            }

            return "";
        }
    }

    /// <summary>One rank throws instead of taking part.</summary>
    private sealed class Break : IOperator<int, string>
    {
        public static OperatorContract<int, string> Contract { get; } = new("test", 1, Untravelled<int>(), Untravelled<string>());

        public string Run(int options, RankContext rank, CancellationToken cancellationToken)
        {
            if (rank.Rank == options)
            {
                throw new NotSupportedException();
            }

            rank.Collective.Sum(new long[1]);
            return "";
        }
    }
}
