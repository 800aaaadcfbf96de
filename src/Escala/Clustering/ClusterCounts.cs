using System.Runtime.CompilerServices;

namespace Escala.Clustering;

/// <summary>
/// Counts the rows of each cluster on one thread. Neighbouring rows are counted apart, because a count that was just written has to
/// arrive before it can be added to again.
/// </summary>
/// <param name="clusters">The number of clusters.</param>
internal sealed class ClusterCounts(int clusters)
{
    private const int Lanes = 4;

    /// <summary>Room between the counts of threads, which would otherwise share cache lines.</summary>
    private const int CacheLine = 64 / sizeof(long);

    private readonly long[] _counts = new long[(Lanes * clusters) + (2 * CacheLine)];

    /// <summary>Counts rows.</summary>
    /// <param name="labels">The cluster of each row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<int> labels)
    {
        long[] counts = _counts;
        int row = 0;
        for (; row + Lanes <= labels.Length; row += Lanes)
        {
            counts[CacheLine + labels[row]]++;
            counts[CacheLine + clusters + labels[row + 1]]++;
            counts[CacheLine + (2 * clusters) + labels[row + 2]]++;
            counts[CacheLine + (3 * clusters) + labels[row + 3]]++;
        }

        for (; row < labels.Length; row++)
        {
            counts[CacheLine + labels[row]]++;
        }
    }

    /// <summary>Adds the counts to totals.</summary>
    /// <param name="totals">One per cluster.</param>
    public void AddTo(Span<long> totals)
    {
        for (int i = 0; i < Lanes * clusters; i++)
        {
            totals[i % clusters] += _counts[CacheLine + i];
        }
    }
}
