namespace Escala.Metrics;

/// <summary>The rows of one group in the order of their scores. Its buffers are used again for the next group; for one thread.</summary>
internal sealed unsafe class RankedGroup
{
    private const int KeyShift = 32;

    private ulong[] _order = [];
    private float[] _relevances = [];
    private float[] _ideal = [];
    private double[] _discounts = [];

    /// <summary>The number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>The relevance of each row, by rank; rows with equal scores in their own order.</summary>
    public ReadOnlySpan<float> Relevances => _relevances.AsSpan(0, Count);

    /// <summary>The relevances in falling order.</summary>
    public ReadOnlySpan<float> Ideal => _ideal.AsSpan(0, Count);

    /// <summary>Per rank 1 / log2(rank + 2), ranks from 0.</summary>
    public ReadOnlySpan<double> Discounts => _discounts.AsSpan(0, Count);

    /// <summary>Takes a group.</summary>
    public void Rank(PredictedRows rows, long first, int count)
    {
        Reserve(count);
        Count = count;
        for (int i = 0; i < count; i++)
        {
            _order[i] = ((ulong)ScoreKey.Of(rows.Scores[first + i]) << KeyShift) | (uint)i;
        }

        _order.AsSpan(0, count).Sort();
        for (int i = 0; i < count; i++)
        {
            _relevances[i] = rows.Labels[first + (uint)_order[i]];
        }

        _relevances.AsSpan(0, count).CopyTo(_ideal);
        _ideal.AsSpan(0, count).Sort();
        _ideal.AsSpan(0, count).Reverse();
    }

    /// <summary>The number of rows, from a rank on, that have the score of that rank.</summary>
    public int Ties(int rank)
    {
        int next = rank + 1;
        while (next < Count && _order[next] >> KeyShift == _order[rank] >> KeyShift)
        {
            next++;
        }

        return next - rank;
    }

    private void Reserve(int count)
    {
        if (_order.Length >= count)
        {
            return;
        }

        int capacity = Math.Max(count, 2 * _order.Length);
        _order = new ulong[capacity];
        _relevances = new float[capacity];
        _ideal = new float[capacity];
        _discounts = new double[capacity];
        for (int rank = 0; rank < capacity; rank++)
        {
            _discounts[rank] = 1 / Math.Log2(rank + 2.0);
        }
    }
}
