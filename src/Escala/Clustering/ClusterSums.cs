using Escala.Numerics;

namespace Escala.Clustering;

/// <summary>
/// Per cluster the fixed-point sums of weight x value of each feature and the fixed-point sum of the weights. Integers, so that
/// sums of threads, of ranks, and of rows that moved are exact.
/// </summary>
internal sealed class ClusterSums
{
    /// <summary>Creates sums of zero.</summary>
    /// <param name="clusterCount">The number of clusters.</param>
    /// <param name="valueScales">The fixed-point scale of each feature.</param>
    /// <param name="weightScale">The fixed-point scale of the weights; 1 when every row weighs 1.</param>
    public ClusterSums(int clusterCount, double[] valueScales, double weightScale)
    {
        ClusterCount = clusterCount;
        ValueScales = valueScales;
        WeightScale = weightScale;
        Stride = valueScales.Length + 1;
        Totals = new long[clusterCount * Stride];
    }

    public int ClusterCount { get; }

    public double[] ValueScales { get; }

    public double WeightScale { get; }

    /// <summary>The number of sums per cluster: the features, then the weight.</summary>
    public int Stride { get; }

    /// <summary>The sums, cluster by cluster; ready to be added over ranks.</summary>
    public long[] Totals { get; }

    /// <summary>The weight of a cluster.</summary>
    public double Weight(int cluster) => Totals[(cluster * Stride) + Stride - 1] / WeightScale;

    /// <summary>Adds or removes a row.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="row">The row's values.</param>
    /// <param name="weight">The row's weight.</param>
    /// <param name="sign">1 to add, -1 to remove.</param>
    public void Add(int cluster, ReadOnlySpan<float> row, float weight, int sign)
    {
        Span<long> totals = Totals.AsSpan(cluster * Stride, Stride);
        for (int feature = 0; feature < row.Length; feature++)
        {
            totals[feature] += sign * FixedPoint.Round(row[feature] * weight, ValueScales[feature]);
        }

        totals[^1] += sign * FixedPoint.Round(weight, WeightScale);
    }

    /// <summary>The mean of a cluster as float32.</summary>
    public void Mean(int cluster, Span<float> mean)
    {
        ReadOnlySpan<long> totals = Totals.AsSpan(cluster * Stride, Stride);
        double weight = totals[^1] / WeightScale;
        for (int feature = 0; feature < mean.Length; feature++)
        {
            mean[feature] = (float)(totals[feature] / ValueScales[feature] / weight);
        }
    }
}
