using Escala.Engines;
using Escala.Metrics;
using Xunit;

namespace Escala.Tests.Metrics;

public sealed class DuplicateRowsTests
{
    private static readonly float[] Training = [1, 2, 3, 4, float.NaN, 0, 1, 2];

    [Fact]
    public void Count_CountsEveryTestRowThatIsATrainingRow()
    {
        float negativeNaN = BitConverter.UInt32BitsToSingle(0xFFC0_0001);
        float[] test = [1, 2, 2, 1, negativeNaN, 0, 1, 2, float.NaN, -0f, 3, 5];
        Assert.Equal(3, DuplicateRows.Count(Hashes(Training, 2), Hashes(test, 2), new SoloCollective()));
    }

    [Fact]
    public void Count_NoRowsOfEitherPart_IsZero()
    {
        Assert.Equal(0, DuplicateRows.Count([], Hashes(Training, 2), new SoloCollective()));
        Assert.Equal(0, DuplicateRows.Count(Hashes(Training, 2), [], new SoloCollective()));
    }

    [Fact]
    public void Count_HashOfZero_IsARowToo() =>
        Assert.Equal(1, DuplicateRows.Count([UInt128.Zero], [UInt128.Zero, 2], new SoloCollective()));

    [Fact]
    public void Count_OverRanks_IsThatOfOne()
    {
        // Ranks hold 6,000 training rows, of the numbers 0 to 3,999, and test rows of 3,000 to 5,999, each twice.
        float[] training = [.. Enumerable.Range(0, 8_000).Select(row => (float)(row % 4_000))];
        float[] test = [.. Enumerable.Range(0, 6_000).Select(row => (float)((row % 3_000) + 3_000))];
        long[] counts = RankThreads.Run(3, collective => DuplicateRows.Count(
            Hashes(training, 1).AsSpan(collective.Rank * 2_000, 2_000),
            Hashes(test, 1).AsSpan(collective.Rank * 2_000, 2_000),
            collective));
        Assert.Equal([2_000, 2_000, 2_000], counts);
    }

    [Fact]
    public void Hash_OfManyRows_DiffersForEveryRow()
    {
        float[] rows = [.. Enumerable.Range(0, 400).SelectMany(i => Enumerable.Range(0, 400).SelectMany(j => new float[] { i, j }))];
        Assert.Equal(160_000, Hashes(rows, 2).Distinct().Count());
        Assert.Equal(160_000, Hashes(rows, 2).Select(hash => (ulong)hash).Distinct().Count());
    }

    private static UInt128[] Hashes(float[] rows, int features)
    {
        var hashes = new UInt128[rows.Length / features];
        RowHasher.Hash(rows, features, hashes);
        return hashes;
    }
}
