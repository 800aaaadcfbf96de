using Escala.Engines;
using Escala.Numerics;

namespace Escala.Metrics;

/// <summary>A table of sums that do not depend on the order of their terms (<see cref="ExactSum"/>), with one bound per column.</summary>
internal sealed class ExactSums
{
    private readonly int _columns;
    private readonly ExactSum[] _sums;

    /// <summary>Creates sums of zero.</summary>
    /// <param name="rows">The number of rows of the table.</param>
    /// <param name="bounds">Per column an upper bound of |term|, finite.</param>
    /// <param name="termCount">An upper bound of the number of terms of one sum over all ranks.</param>
    public ExactSums(int rows, ReadOnlySpan<double> bounds, long termCount)
    {
        _columns = bounds.Length;
        _sums = new ExactSum[checked(rows * _columns)];
        for (int i = 0; i < _sums.Length; i++)
        {
            _sums[i] = new ExactSum(bounds[i % _columns], termCount);
        }
    }

    /// <summary>Adds a term.</summary>
    public void Add(int row, int column, double term) => _sums[(row * _columns) + column].Add(term);

    /// <summary>The sums of the tables that the threads of a rank filled, over all ranks.</summary>
    /// <returns>Row-major (rows, columns).</returns>
    public static double[,] Total(ExactSums[] perThread, ICollective collective)
    {
        double[] totals = ExactSum.Total([.. perThread.Select(table => table._sums)], collective);
        int columns = perThread[0]._columns;
        var table = new double[totals.Length / columns, columns];
        Buffer.BlockCopy(totals, 0, table, 0, totals.Length * sizeof(double));
        return table;
    }
}
