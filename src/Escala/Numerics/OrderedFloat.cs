using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Escala.Numerics;

/// <summary>Numbers as integers in the same order.</summary>
internal static class OrderedFloat
{
    private const uint Sign = 0x8000_0000;

    /// <summary>The integer of a number; the negative zero comes before the other one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Key(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        return bits ^ ((uint)((int)bits >> 31) | Sign);
    }

    /// <summary>The number of an integer.</summary>
    public static float Value(uint key) => BitConverter.UInt32BitsToSingle((key & Sign) != 0 ? key ^ Sign : ~key);

    /// <summary>The numbers of integers.</summary>
    public static Vector128<float> Values(Vector128<uint> keys)
    {
        Vector128<uint> isNegative = ~(keys.AsInt32() >> 31).AsUInt32();
        return (keys ^ (isNegative | Vector128.Create(Sign))).AsSingle();
    }
}
