using System.Runtime.Intrinsics;
using CsCheck;
using Escala.Numerics;
using Xunit;

namespace Escala.Tests.Numerics;

public sealed class CounterRandomTests
{
    [Fact]
    public void Hash_FourAtATime_EqualsOneAtATime() =>
        Gen.Select(Gen.ULong, Gen.ULong).Sample((key, first) =>
        {
            Vector256<ulong> indices = Vector256.Create(first) + Vector256<ulong>.Indices;
            Vector256<ulong> four = CounterRandom.Hash(key, indices);
            for (int i = 0; i < 4; i++)
            {
                ulong one = CounterRandom.Hash(key, (long)indices[i]);
                Assert.Equal(one, four[i]);
                Assert.Equal(CounterRandom.ToUnit(one), CounterRandom.ToUnit(four)[i]);
            }
        });

    [Fact]
    public void Hash_OtherSeedPurposeStreamOrIndex_IsAnotherNumber()
    {
        ulong number = CounterRandom.Hash(1, RandomPurpose.TestSplit, 1, 1);

        Assert.Equal(number, CounterRandom.Hash(1, RandomPurpose.TestSplit, 1, 1));
        Assert.NotEqual(number, CounterRandom.Hash(2, RandomPurpose.TestSplit, 1, 1));
        Assert.NotEqual(number, CounterRandom.Hash(1, RandomPurpose.RowSample, 1, 1));
        Assert.NotEqual(number, CounterRandom.Hash(1, RandomPurpose.TestSplit, 2, 1));
        Assert.NotEqual(number, CounterRandom.Hash(1, RandomPurpose.TestSplit, 1, 2));
    }

    [Fact]
    public void Uniform_ManyRows_AreSpreadEvenly()
    {
        var counts = new int[16];
        for (int row = 0; row < 160_000; row++)
        {
            double number = CounterRandom.Uniform(3, RandomPurpose.MetricSample, row);
            Assert.InRange(number, 0, 1 - double.Epsilon);
            counts[(int)(16 * number)]++;
        }

        // 10,000 are expected in each; the standard deviation is about 97.
        Assert.All(counts, count => Assert.InRange(count, 9_500, 10_500));
    }
}
