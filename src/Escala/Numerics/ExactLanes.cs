using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Escala.Numerics;

/// <summary>
/// An <see cref="ExactSum"/> under way in vector registers: a loop adds four terms at a time and hands the lanes over once, with
/// <see cref="ExactSum.Take"/>. No more than four fields, so that the compiler keeps each in a register of its own.
/// </summary>
internal struct ExactLanes
{
    private readonly Vector256<double> _scale;
    private readonly Vector256<double> _restScale;
    private Vector256<long> _whole;
    private Vector256<long> _rest;

    /// <summary>Creates empty lanes.</summary>
    /// <param name="scale">What terms are multiplied by before they are rounded.</param>
    /// <param name="restScale">What the rounding leaves over is multiplied by before it is rounded.</param>
    public ExactLanes(double scale, double restScale)
    {
        _scale = Vector256.Create(scale);
        _restScale = Vector256.Create(restScale);
    }

    /// <summary>The sum of the rounded terms, less the bits of the constant that each of <paramref name="count"/> terms carries.</summary>
    public readonly long Whole(long count) => Vector256.Sum(_whole) - Carried(count);

    /// <summary>The same of what the rounding left over.</summary>
    public readonly long Rest(long count) => Vector256.Sum(_rest) - Carried(count);

    /// <summary>Adds terms, within the bound of the sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Vector256<double> terms)
    {
        Vector256<double> scaled = terms * _scale;
        Vector256<double> shifted = scaled + Vector256.Create(FixedPoint.Rounding);
        Vector256<double> left = (scaled - (shifted - Vector256.Create(FixedPoint.Rounding))) * _restScale;
        _whole += shifted.AsInt64();
        _rest += (left + Vector256.Create(FixedPoint.Rounding)).AsInt64();
    }

    /// <summary>Integers wrap, so that what many terms carry comes off again whole.</summary>
    private static long Carried(long count) => unchecked(count * BitConverter.DoubleToInt64Bits(FixedPoint.Rounding));
}
