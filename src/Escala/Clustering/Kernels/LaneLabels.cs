using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Escala.Numerics;

namespace Escala.Clustering.Kernels;

/// <summary>
/// The labels of a tile's 64 rows, as the kernels find them (integers) and as they are kept (bytes or integers). Integers are
/// only compared and copied, so that any instructions give the same result.
/// </summary>
internal static unsafe class LaneLabels
{
    private const int Rows = RowTiles.TileRows;

    /// <summary>Which labels differ from the kept bytes, as a bit mask.</summary>
    /// <param name="labels">64 labels, from 0 to 254.</param>
    /// <param name="kept">64 labels.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ulong Differences(int* labels, byte* kept)
    {
        ulong differences = 0;
        for (int lane = 0; lane < Rows; lane += 16)
        {
            Vector128<byte> same = Vector128.Equals(Narrow(labels + lane), Vector128.Load(kept + lane));
            differences |= (ulong)(ushort)~same.ExtractMostSignificantBits() << lane;
        }

        return differences;
    }

    /// <summary>Which labels differ from the kept integers, as a bit mask.</summary>
    /// <param name="labels">64 labels.</param>
    /// <param name="kept">64 labels.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ulong Differences(int* labels, int* kept)
    {
        ulong differences = 0;
        for (int lane = 0; lane < Rows; lane += 8)
        {
            Vector256<int> same = Vector256.Equals(Vector256.Load(labels + lane), Vector256.Load(kept + lane));
            differences |= (ulong)(byte)~same.ExtractMostSignificantBits() << lane;
        }

        return differences;
    }

    /// <summary>Keeps 64 labels as bytes and tells what was kept before.</summary>
    /// <param name="labels">The new labels, from 0 to 254.</param>
    /// <param name="kept">Replaced.</param>
    /// <param name="before">Out: the labels so far, 255 for none.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Replace(int* labels, byte* kept, int* before)
    {
        for (int lane = 0; lane < Rows; lane += 16)
        {
            (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.Load(kept + lane));
            (Vector128<uint> first, Vector128<uint> second) = Vector128.Widen(low);
            (Vector128<uint> third, Vector128<uint> fourth) = Vector128.Widen(high);
            first.Store((uint*)before + lane);
            second.Store((uint*)before + lane + 4);
            third.Store((uint*)before + lane + 8);
            fourth.Store((uint*)before + lane + 12);
            Narrow(labels + lane).Store(kept + lane);
        }
    }

    /// <summary>Sixteen labels as bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Narrow(int* labels) => Avx512F.IsSupported
        ? Avx512F.ConvertToVector128Byte(Vector512.Load(labels))
        : Vector128.Narrow(
            Vector128.Narrow(Vector128.Load((uint*)labels), Vector128.Load((uint*)labels + 4)),
            Vector128.Narrow(Vector128.Load((uint*)labels + 8), Vector128.Load((uint*)labels + 12)));
}
