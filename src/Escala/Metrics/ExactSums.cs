using Escala.Engines;
using Escala.Numerics;

namespace Escala.Metrics;

/// <summary>
/// A table of sums that do not depend on the order of their terms, with one bound per column. Each sum is two integers: the terms
/// rounded to fixed point, and what the rounding left over, rounded again. The error is below 2^-80 of the largest possible sum.
/// </summary>
internal sealed class ExactSums
{
    private readonly int _columns;
    private readonly double[] _scales;
    private readonly double _restScale;

    /// <summary>The rounded terms of every sum, row by row, then what was left over, so that one call adds both over the ranks.</summary>
    private readonly long[] _totals;

    /// <summary>Creates sums of zero.</summary>
    /// <param name="rows">The number of rows of the table.</param>
    /// <param name="bounds">Per column an upper bound of |term|, finite.</param>
    /// <param name="termCount">An upper bound of the number of terms of one sum over all ranks.</param>
    public ExactSums(int rows, ReadOnlySpan<double> bounds, long termCount)
    {
        _columns = bounds.Length;
        _scales = new double[_columns];
        for (int column = 0; column < _columns; column++)
        {
            _scales[column] = FixedPoint.Scale(bounds[column], termCount);
        }

        _restScale = FixedPoint.Scale(1, termCount);
        _totals = new long[checked(2 * rows * _columns)];
    }

    /// <summary>Adds a term.</summary>
    public void Add(int row, int column, double term)
    {
        int index = (row * _columns) + column;
        double scaled = term * _scales[column];
        double whole = Math.Round(scaled, MidpointRounding.ToEven);
        _totals[index] += (long)whole;
        _totals[(_totals.Length / 2) + index] += (long)Math.Round((scaled - whole) * _restScale, MidpointRounding.ToEven);
    }

    /// <summary>Adds the sums of a table of the same shape.</summary>
    public void Add(ExactSums other)
    {
        for (int i = 0; i < _totals.Length; i++)
        {
            _totals[i] += other._totals[i];
        }
    }

    /// <summary>Adds the tables of all ranks.</summary>
    public void AddOverRanks(ICollective collective) => collective.Sum(_totals);

    /// <summary>A sum.</summary>
    public double Value(int row, int column)
    {
        int index = (row * _columns) + column;
        double scale = _scales[column];
        return (_totals[index] / scale) + (_totals[(_totals.Length / 2) + index] / _restScale / scale);
    }

    /// <summary>The sum of the tables that the threads of a rank filled, then of those of all ranks.</summary>
    public static ExactSums Total(ExactSums[] perThread, ICollective collective)
    {
        for (int thread = 1; thread < perThread.Length; thread++)
        {
            perThread[0].Add(perThread[thread]);
        }

        perThread[0].AddOverRanks(collective);
        return perThread[0];
    }
}
