using System.Runtime.Intrinsics;

namespace Escala.Numerics;

/// <summary>
/// Counter-based random numbers: every number is a hash of (seed, purpose, index), so that it depends neither on who asks nor
/// on what was asked before. The mixing function is SplitMix64's finaliser (Steele, Lea and Flood, "Fast Splittable Pseudorandom
/// Number Generators", 2014), applied once per component.
/// </summary>
public static class CounterRandom
{
    private const ulong Increment = 0x9E37_79B9_7F4A_7C15;

    /// <summary>A uniform 64-bit number for an index within a purpose.</summary>
    /// <param name="seed">The seed of the job.</param>
    /// <param name="purpose">What the number decides.</param>
    /// <param name="index">Usually the global row number.</param>
    /// <param name="stream">Distinguishes repetitions of one purpose: a restart, a round, a step.</param>
    public static ulong Hash(ulong seed, RandomPurpose purpose, long index, ulong stream = 0) =>
        Hash(Key(seed, purpose, stream), index);

    /// <summary>What (seed, purpose, stream) come to, for loops over many indices.</summary>
    internal static ulong Key(ulong seed, RandomPurpose purpose, ulong stream = 0) =>
        Mix(Mix(seed + Increment) + (((ulong)purpose + 1) * Increment) + Mix(stream));

    /// <summary>The number of an index within a key; the same as <see cref="Hash(ulong, RandomPurpose, long, ulong)"/>.</summary>
    internal static ulong Hash(ulong key, long index) => Mix(key ^ Mix((ulong)index + Increment));

    /// <summary>A uniform number in [0, 1): the upper 53 bits of <see cref="Hash(ulong, RandomPurpose, long, ulong)"/>, an exact multiple of 2^-53.</summary>
    /// <inheritdoc cref="Hash(ulong, RandomPurpose, long, ulong)"/>
    public static double Uniform(ulong seed, RandomPurpose purpose, long index, ulong stream = 0) =>
        ToUnit(Hash(seed, purpose, index, stream));

    /// <summary>A 64-bit number as one in [0, 1).</summary>
    internal static double ToUnit(ulong number) => (number >> 11) * (1.0 / (1L << 53));

    /// <summary>The numbers of four indices within a key.</summary>
    internal static Vector256<ulong> Hash(ulong key, Vector256<ulong> indices) =>
        Mix(Vector256.Create(key) ^ Mix(indices + Vector256.Create(Increment)));

    /// <summary>Four 64-bit numbers as ones in [0, 1).</summary>
    internal static Vector256<double> ToUnit(Vector256<ulong> numbers) =>
        Vector256.ConvertToDouble((numbers >>> 11).AsInt64()) * (1.0 / (1L << 53));

    private static Vector256<ulong> Mix(Vector256<ulong> values)
    {
        values = (values ^ (values >>> 30)) * 0xBF58_476D_1CE4_E5B9;
        values = (values ^ (values >>> 27)) * 0x94D0_49BB_1331_11EB;
        return values ^ (values >>> 31);
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }
}
