namespace Escala.Metrics;

/// <summary>
/// The one-to-one matching of clusters with classes that most rows agree with: the linear assignment problem, solved by shortest
/// augmenting paths (Jonker and Volgenant, "A shortest augmenting path algorithm for dense and sparse linear assignment problems",
/// 1987, in the rectangular form of Crouse, "On implementing 2D rectangular assignment algorithms", 2016), in integers.
/// O(n^2 m) for n of the one and m >= n of the other. Clusters or classes beyond n stay unmatched.
/// </summary>
internal sealed class BestMatching
{
    /// <summary>The most pairs of a cluster and a class: 256 MiB of counts.</summary>
    public const long MaxCells = 1L << 25;

    private const int None = -1;

    private readonly int _rows;
    private readonly int _columns;

    /// <summary>Minus the counts, row-major: the smaller of the two labellings in rows.</summary>
    private readonly long[] _costs;

    private readonly long[] _rowPrices;
    private readonly long[] _columnPrices;
    private readonly int[] _columnOf;
    private readonly int[] _rowOf;

    // The search for one path: the length of the shortest known one to each column, and the row it comes from.
    private readonly long[] _lengths;
    private readonly int[] _from;

    /// <summary>The columns in the order in which the search reached them, then those not yet reached.</summary>
    private readonly int[] _queue;

    private BestMatching(Contingency contingency)
    {
        bool clustersInRows = contingency.ClusterTotals.Length <= contingency.ClassTotals.Length;
        _rows = Math.Min(contingency.ClusterTotals.Length, contingency.ClassTotals.Length);
        _columns = Math.Max(contingency.ClusterTotals.Length, contingency.ClassTotals.Length);
        _costs = new long[_rows * _columns];
        foreach ((int cluster, int trueClass, long count) in contingency.Cells)
        {
            _costs[clustersInRows ? (cluster * _columns) + trueClass : (trueClass * _columns) + cluster] = -count;
        }

        _rowPrices = new long[_rows];
        _columnPrices = new long[_columns];
        _columnOf = new int[_rows];
        _rowOf = new int[_columns];
        _lengths = new long[_columns];
        _from = new int[_columns];
        _queue = new int[_columns];
    }

    /// <summary>Whether the table of counts is small enough.</summary>
    public static bool CanMatch(Contingency contingency) =>
        (long)contingency.ClusterTotals.Length * contingency.ClassTotals.Length <= MaxCells;

    /// <summary>The number of rows that agree with the best matching.</summary>
    public static long Total(Contingency contingency, CancellationToken cancellationToken)
    {
        var matching = new BestMatching(contingency);
        matching.MatchCheapest();
        for (int row = 0; row < matching._rows; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (matching._columnOf[row] == None)
            {
                matching.Augment(row, matching.Search(row, out int reached), reached);
            }
        }

        return -Enumerable.Range(0, matching._rows).Sum(row => matching._costs[(row * matching._columns) + matching._columnOf[row]]);
    }

    /// <summary>Gives every row its cheapest column where that is free; most rows of a good clustering are then matched.</summary>
    private void MatchCheapest()
    {
        Array.Fill(_rowOf, None);
        for (int row = 0; row < _rows; row++)
        {
            ReadOnlySpan<long> costs = _costs.AsSpan(row * _columns, _columns);
            int cheapest = 0;
            for (int column = 1; column < costs.Length; column++)
            {
                cheapest = costs[column] < costs[cheapest] ? column : cheapest;
            }

            _rowPrices[row] = costs[cheapest];
            _columnOf[row] = _rowOf[cheapest] == None ? cheapest : None;
            _rowOf[cheapest] = _rowOf[cheapest] == None ? row : _rowOf[cheapest];
        }
    }

    /// <summary>Finds the shortest path of reduced costs from a row to a free column, which stands last among those reached.</summary>
    /// <returns>The path's length.</returns>
    private long Search(int start, out int reached)
    {
        for (int column = 0; column < _columns; column++)
        {
            _queue[column] = column;
        }

        Array.Fill(_lengths, long.MaxValue);
        reached = 0;
        long length = 0;
        for (int row = start; row != None; row = _rowOf[_queue[reached++]])
        {
            int next = Relax(row, length, reached);
            length = _lengths[_queue[next]];
            (_queue[reached], _queue[next]) = (_queue[next], _queue[reached]);
        }

        return length;
    }

    /// <summary>Extends the paths by the edges of a row.</summary>
    /// <returns>The place in the queue of the nearest column not yet reached; of equally near ones a free one.</returns>
    private int Relax(int row, long length, int reached)
    {
        ReadOnlySpan<long> costs = _costs.AsSpan(row * _columns, _columns);
        long shift = length - _rowPrices[row];
        long least = long.MaxValue;
        int next = reached;
        for (int place = reached; place < _queue.Length; place++)
        {
            int column = _queue[place];
            long candidate = shift + costs[column] - _columnPrices[column];
            if (candidate < _lengths[column])
            {
                _lengths[column] = candidate;
                _from[column] = row;
            }

            if (_lengths[column] < least || (_lengths[column] == least && _rowOf[column] == None))
            {
                least = _lengths[column];
                next = place;
            }
        }

        return next;
    }

    /// <summary>Brings the prices up to date and exchanges matched and unmatched edges along the path.</summary>
    private void Augment(int start, long length, int reached)
    {
        _rowPrices[start] += length;
        for (int place = 0; place < reached - 1; place++)
        {
            int passed = _queue[place];
            _rowPrices[_rowOf[passed]] += length - _lengths[passed];
            _columnPrices[passed] -= length - _lengths[passed];
        }

        int column = _queue[reached - 1];
        for (int row = None; row != start;)
        {
            row = _from[column];
            _rowOf[column] = row;
            (_columnOf[row], column) = (column, _columnOf[row]);
        }
    }
}
