using CsCheck;
using Escala.Vision.Batches;
using Xunit;

namespace Escala.Tests.Vision.Batches;

public class MiniBatchesTests
{
    [Fact]
    public void Of_LastBatch_HasWhatRemains()
    {
        var batches = new MiniBatches(10, 4);
        Assert.Equal(3, batches.Steps);
        Assert.Equal([0..4, 4..8, 8..10], Enumerable.Range(0, 3).Select(batches.Of));
    }

    [Fact]
    public void Of_BatchLargerThanTheData_IsOneOfAll() => Assert.Equal([0..10], new[] { new MiniBatches(10, int.MaxValue).Of(0) });

    [Fact]
    public void ShareOf_AnyWorld_SharesAreTheMiniBatchAndNearlyAlike() =>
        Gen.Select(Gen.Int[1, 500], Gen.Int[1, 100], Gen.Int[1, 9]).Sample((count, size, world) =>
        {
            var batches = new MiniBatches(count, size);
            for (int step = 0; step < batches.Steps; step++)
            {
                Range[] shares = [.. Enumerable.Range(0, world).Select(rank => batches.ShareOf(step, rank, world))];
                Assert.Equal(Places(batches.Of(step), count), shares.SelectMany(share => Places(share, count)));
                int[] sizes = [.. shares.Select(share => Places(share, count).Length)];
                Assert.InRange(sizes.Max() - sizes.Min(), 0, 1);
            }

            Assert.Equal(Enumerable.Range(0, count), Enumerable.Range(0, batches.Steps).SelectMany(step => Places(batches.Of(step), count)));
        });

    private static int[] Places(Range range, int count)
    {
        (int start, int length) = range.GetOffsetAndLength(count);
        return [.. Enumerable.Range(start, length)];
    }
}
