using System.Runtime.Intrinsics.X86;

namespace Escala.Numerics;

/// <summary>
/// Which instructions the compute kernels use; they differ in speed. K-means gives the same bits with all of them. Convolutional networks
/// round differently without fused multiply-adds, and with another order of sums.
/// </summary>
public enum KernelSet
{
    /// <summary>C# without vector instructions; any CPU.</summary>
    Portable,

    /// <summary>AVX2 and FMA: 8 float32 lanes.</summary>
    Avx2,

    /// <summary>AVX-512 F, BW, DQ and VL: 16 float32 lanes.</summary>
    Avx512,
}

/// <summary>Chooses a <see cref="KernelSet"/>.</summary>
public static class KernelSets
{
    /// <summary>The environment variable that lowers the choice.</summary>
    public const string EnvironmentVariable = "ESCALA_KERNELS";

    /// <summary>The quickest set that this CPU can run.</summary>
    public static KernelSet Best { get; } =
        Avx512F.IsSupported && Avx512DQ.IsSupported && Avx512BW.IsSupported && Avx512F.VL.IsSupported ? KernelSet.Avx512
        : Avx2.IsSupported && Fma.IsSupported ? KernelSet.Avx2
        : KernelSet.Portable;

    /// <summary>Reads a name as it stands in <see cref="EnvironmentVariable"/>: <c>avx512</c>, <c>avx2</c> or <c>portable</c>.</summary>
    /// <param name="name">The name, or null or empty for <see cref="Best"/>.</param>
    /// <exception cref="InvalidOptionsException">The name is none of the three, or this CPU cannot run that set.</exception>
    public static KernelSet Parse(string? name)
    {
        KernelSet set = name?.ToLowerInvariant() switch
        {
            null or "" => Best,
            "avx512" => KernelSet.Avx512,
            "avx2" => KernelSet.Avx2,
            "portable" => KernelSet.Portable,
            _ => throw new InvalidOptionsException(
                $"{EnvironmentVariable} must be avx512, avx2 or portable, but was '{name}'. Unset it to take the quickest set of this CPU."),
        };

        return set <= Best
            ? set
            : throw new InvalidOptionsException(
                $"{EnvironmentVariable} must be a set that this CPU can run ({Name(Best)} or lower), but was '{name}'.");
    }

    /// <summary>The name of a set as results show it.</summary>
    /// <param name="set">The set.</param>
    public static string Name(KernelSet set) => set switch
    {
        KernelSet.Avx512 => "avx512",
        KernelSet.Avx2 => "avx2",
        _ => "portable",
    };
}
