using System.Runtime.Intrinsics;

namespace Escala.Metrics;

/// <summary>The largest |value| of many, as the bits of a float32: they are ordered as magnitudes are, with NaN above infinity.</summary>
internal static class LargestMagnitude
{
    private const uint Magnitude = 0x7FFF_FFFF;

    /// <summary>The bits of the largest magnitude; 0 of no values.</summary>
    public static uint Bits(ReadOnlySpan<float> values)
    {
        Vector256<uint> lanes = Vector256<uint>.Zero;
        int index = 0;
        for (; index + Vector256<float>.Count <= values.Length; index += Vector256<float>.Count)
        {
            Vector256<uint> bits = Vector256.LoadUnsafe(in values[0], (nuint)index).AsUInt32();
            lanes = Vector256.Max(lanes, bits & Vector256.Create(Magnitude));
        }

        uint largest = 0;
        for (int lane = 0; lane < Vector256<uint>.Count; lane++)
        {
            largest = Math.Max(largest, lanes[lane]);
        }

        for (; index < values.Length; index++)
        {
            largest = Math.Max(largest, BitConverter.SingleToUInt32Bits(values[index]) & Magnitude);
        }

        return largest;
    }

    /// <summary>The magnitude that bits stand for; infinity for NaN, which a maximum over ranks cannot carry.</summary>
    public static float Value(uint bits)
    {
        float value = BitConverter.UInt32BitsToSingle(bits);
        return float.IsNaN(value) ? float.PositiveInfinity : value;
    }
}
