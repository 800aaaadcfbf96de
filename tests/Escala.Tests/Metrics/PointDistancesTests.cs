using Escala.Metrics;
using Xunit;

namespace Escala.Tests.Metrics;

public sealed unsafe class PointDistancesTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(7, 17)]
    public void Squared_EveryPair_IsOneChainOfFusedMultiplyAdds(int count, int features)
    {
        double[] rows = Numbers(PointDistances.Lanes * features, seed: 1);
        double[] points = Numbers(count * features, seed: 2);
        var lanes = new double[rows.Length];
        var squared = new double[count * PointDistances.Lanes];
        fixed (double* r = rows, l = lanes, p = points, s = squared)
        {
            PointDistances.ToLanes(r, PointDistances.Lanes, features, l);
            PointDistances.Squared(l, p, count, features, s);
        }

        for (int i = 0; i < squared.Length; i++)
        {
            double expected = 0;
            for (int feature = 0; feature < features; feature++)
            {
                double difference = rows[(i % PointDistances.Lanes * features) + feature]
                    - points[(i / PointDistances.Lanes * features) + feature];
                expected = Math.FusedMultiplyAdd(difference, difference, expected);
            }

            Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(squared[i]));
        }
    }

    [Fact]
    public void AddDistances_AddsInTheOrderOfThePoints()
    {
        double[] squared = Numbers(5 * PointDistances.Lanes, seed: 3);
        double[] sums = Numbers(PointDistances.Lanes, seed: 4);
        double[] expected = [.. sums];
        for (int i = 0; i < squared.Length; i++)
        {
            squared[i] *= squared[i];
            expected[i % PointDistances.Lanes] += Math.Sqrt(squared[i]);
        }

        fixed (double* q = squared, s = sums)
        {
            PointDistances.AddDistances(q, 5, s);
        }

        Assert.Equal(expected.Select(BitConverter.DoubleToInt64Bits), sums.Select(BitConverter.DoubleToInt64Bits));
    }

    [Fact]
    public void ToLanes_FewerThanSixteenRows_RepeatsTheLast()
    {
        double[] rows = [1, 2, 3, 4];
        var lanes = new double[2 * PointDistances.Lanes];
        fixed (double* r = rows, l = lanes)
        {
            PointDistances.ToLanes(r, 2, 2, l);
        }

        Assert.Equal([1, .. Enumerable.Repeat(3.0, 15), 2, .. Enumerable.Repeat(4.0, 15)], lanes);
    }

    private static double[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.5)];
    }
}
