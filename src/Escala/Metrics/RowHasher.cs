using System.Numerics;

namespace Escala.Metrics;

/// <summary>
/// 128 bits for the values of a row: rows are the same where the bits of all their values are, and NaN is NaN. Two of a billion different
/// rows have the same bits by chance once in 10^20 times.
/// </summary>
internal static class RowHasher
{
    private const ulong FirstSeed = 0x9E37_79B9_7F4A_7C15;
    private const ulong SecondSeed = 0xC2B2_AE3D_27D4_EB4F;
    private const ulong FirstFactor = 0xFF51_AFD7_ED55_8CCD;
    private const ulong SecondFactor = 0xC4CE_B9FE_1A85_EC53;
    private const uint MissingBits = 0x7FC0_0000;

    /// <summary>Hashes rows.</summary>
    /// <param name="rows">Row-major (rows, features).</param>
    /// <param name="features">The number of features, at least 1.</param>
    /// <param name="hashes">Takes one per row.</param>
    public static void Hash(ReadOnlySpan<float> rows, int features, Span<UInt128> hashes)
    {
        for (int row = 0; row < hashes.Length; row++)
        {
            hashes[row] = OfRow(rows.Slice(row * features, features));
        }
    }

    private static UInt128 OfRow(ReadOnlySpan<float> values)
    {
        ulong first = FirstSeed;
        ulong second = SecondSeed;
        foreach (float value in values)
        {
            ulong bits = float.IsNaN(value) ? MissingBits : BitConverter.SingleToUInt32Bits(value);
            first = BitOperations.RotateLeft((first ^ bits) * FirstFactor, 31);
            second = BitOperations.RotateLeft((second ^ bits) * SecondFactor, 29);
        }

        return new UInt128(Finish(first), Finish(second));
    }

    /// <summary>Lets every bit decide about every other.</summary>
    private static ulong Finish(ulong value)
    {
        value = (value ^ (value >> 33)) * FirstFactor;
        value = (value ^ (value >> 33)) * SecondFactor;
        return value ^ (value >> 33);
    }
}
