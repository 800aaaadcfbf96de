namespace Escala.Numerics;

/// <summary>
/// A sum of numbers that does not depend on their order, kept in two integers: the terms rounded to fixed point, and what the
/// rounding left over, rounded again. The error of what is kept is below 2^-80 of the largest possible sum for up to four
/// million terms, below 2^-60 for up to four billion.
/// </summary>
internal partial struct ExactSum
{
    private readonly double _scale;
    private readonly double _restScale;

    /// <summary>Creates an empty sum.</summary>
    /// <param name="bound">An upper bound of |term|, finite.</param>
    /// <param name="count">An upper bound of the number of terms over all ranks.</param>
    public ExactSum(double bound, long count)
    {
        _scale = FixedPoint.Scale(bound, count);
        _restScale = FixedPoint.Scale(0.5, count);
    }

    /// <summary>The sum of the rounded terms; sums of the same shape are added by adding these and <see cref="Rest"/>.</summary>
    public long Whole { get; set; }

    /// <summary>The sum of what the rounding left over.</summary>
    public long Rest { get; set; }

    /// <summary>The sum.</summary>
    public readonly double Value => (Whole / _scale) + (Rest / _restScale / _scale);

    /// <summary>Adds a term.</summary>
    /// <param name="term">The term, within the bound.</param>
    public void Add(double term)
    {
        double scaled = term * _scale;
        double whole = Math.Round(scaled, MidpointRounding.ToEven);
        Whole += (long)whole;
        Rest += (long)Math.Round((scaled - whole) * _restScale, MidpointRounding.ToEven);
    }
}
