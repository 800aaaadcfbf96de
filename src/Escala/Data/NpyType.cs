using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Escala.Data;

/// <summary>A type of numbers in NPY files: <c>&lt;f4</c>.</summary>
/// <param name="Name">The name in the file: byte order, kind and size.</param>
internal readonly record struct NpyType(string Name)
{
    /// <summary>The types that can be read, for messages.</summary>
    public const string Readable = "f2, f4, f8, i1 to i8, u1 to u8 and b1, little-endian";

    /// <summary>float32.</summary>
    public static NpyType Float32 { get; } = new("<f4");

    /// <summary>float64.</summary>
    public static NpyType Float64 { get; } = new("<f8");

    /// <summary>Whole numbers of 32 bits.</summary>
    public static NpyType Int32 { get; } = new("<i4");

    /// <summary>Bytes from 0 to 255.</summary>
    public static NpyType UInt8 { get; } = new("|u1");

    /// <summary>The bytes of a value.</summary>
    public int Size => Name[2] - '0';

    /// <summary>Whether values are true or false.</summary>
    public bool IsBoolean => Name[1] == 'b';

    /// <summary>Whether <see cref="Decode"/> knows the type.</summary>
    public bool IsReadable => Name.Length == 3
        && (Name[0] is '<' or '=' || (Name[0] == '|' && Name[2] == '1'))
        && Name[1..] is "f2" or "f4" or "f8" or "i1" or "i2" or "i4" or "i8" or "u1" or "u2" or "u4" or "u8" or "b1";

    /// <summary>Converts values.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="source">The values as stored; as many as fit the target.</param>
    /// <param name="target">Where to.</param>
    public void Decode<T>(ReadOnlySpan<byte> source, Span<T> target)
        where T : unmanaged, INumberBase<T>
    {
        switch (Name[1..])
        {
            case "f2":
                Convert<Half, T>(source, target);
                break;
            case "f4":
                Convert<float, T>(source, target);
                break;
            case "f8":
                Convert<double, T>(source, target);
                break;
            case "i1":
                Convert<sbyte, T>(source, target);
                break;
            case "i2":
                Convert<short, T>(source, target);
                break;
            case "i4":
                Convert<int, T>(source, target);
                break;
            case "i8":
                Convert<long, T>(source, target);
                break;
            case "u1" or "b1":
                Convert<byte, T>(source, target);
                break;
            case "u2":
                Convert<ushort, T>(source, target);
                break;
            case "u4":
                Convert<uint, T>(source, target);
                break;
            case "u8":
                Convert<ulong, T>(source, target);
                break;
            default:
                throw new InvalidOperationException($"'{Name}' is not a readable type.");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Convert<TSource, TTarget>(ReadOnlySpan<byte> source, Span<TTarget> target)
        where TSource : unmanaged, INumberBase<TSource>
        where TTarget : unmanaged, INumberBase<TTarget>
    {
        ReadOnlySpan<TSource> values = MemoryMarshal.Cast<byte, TSource>(source);
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = TTarget.CreateTruncating(values[i]);
        }
    }
}
