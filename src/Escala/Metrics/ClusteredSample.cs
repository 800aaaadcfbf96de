using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Escala.Metrics;

/// <summary>The rows of a sample cluster by cluster, within a cluster in the order of their numbers.</summary>
internal sealed unsafe class ClusteredSample
{
    private readonly bool _isPart;
    private readonly float[] _rows;

    public ClusteredSample(RowSample sample)
    {
        _isPart = sample.IsPart;
        FeatureCount = sample.FeatureCount;
        Order = [.. Enumerable.Range(0, sample.Labels.Length).OrderBy(row => sample.Labels[row])];
        _rows = new float[sample.Rows.Length];
        var starts = new List<int>();
        for (int i = 0; i < RowCount; i++)
        {
            sample.Rows.AsSpan(Order[i] * FeatureCount, FeatureCount).CopyTo(_rows.AsSpan(i * FeatureCount));
            if (i == 0 || sample.Labels[Order[i]] != sample.Labels[Order[i - 1]])
            {
                starts.Add(i);
            }
        }

        Starts = [.. starts, RowCount];
    }

    public int FeatureCount { get; }

    public int RowCount => Order.Length;

    /// <summary>The number of clusters that have rows in the sample.</summary>
    public int ClusterCount => Starts.Length - 1;

    /// <summary>For each place here the row's place in the sample.</summary>
    public int[] Order { get; }

    /// <summary>The place where each cluster begins, and the number of rows.</summary>
    public int[] Starts { get; }

    /// <summary>Why silhouettes are not defined for these rows, or null when they are.</summary>
    public string? Degeneracy
    {
        get
        {
            string rows = $"the {RowCount} {(_isPart ? "sampled rows" : "rows")}";
            return ClusterCount < 2
                ? $"At least 2 clusters must have rows, because the figure compares clusters, but {ClusterCount} had among {rows}."
                : ClusterCount == RowCount ? $"There must be fewer clusters than rows, but each of {rows} was a cluster of its own."
                : null;
        }
    }

    /// <summary>Copies consecutive rows in double precision.</summary>
    /// <param name="first">The place of the first one.</param>
    /// <param name="count">How many.</param>
    /// <param name="points">Out: row-major (count, features).</param>
    public void Widen(int first, int count, double* points)
    {
        ReadOnlySpan<float> rows = _rows.AsSpan(first * FeatureCount, count * FeatureCount);
        foreach (Vector256<float> values in MemoryMarshal.Cast<float, Vector256<float>>(rows))
        {
            (Vector256<double> lower, Vector256<double> upper) = Vector256.Widen(values);
            lower.Store(points);
            upper.Store(points + Vector256<double>.Count);
            points += Vector256<float>.Count;
        }

        foreach (float value in rows[^(rows.Length % Vector256<float>.Count)..])
        {
            *points++ = value;
        }
    }
}
