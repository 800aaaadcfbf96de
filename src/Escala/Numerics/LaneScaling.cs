using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Escala.Numerics;

/// <summary>Moves and scales values, each step rounded to float32 (never fused, so that every CPU gives the same bits).</summary>
internal static class LaneScaling
{
    /// <summary>Replaces each value by (value - offset) x factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(Span<float> values, float offset, float factor)
    {
        int index = 0;
        for (; index + 8 <= values.Length; index += 8)
        {
            Span<float> eight = values.Slice(index, 8);
            ((Vector256.Create<float>(eight) - Vector256.Create(offset)) * factor).CopyTo(eight);
        }

        for (; index < values.Length; index++)
        {
            values[index] = (values[index] - offset) * factor;
        }
    }
}
