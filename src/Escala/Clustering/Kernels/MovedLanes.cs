using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Escala.Numerics;

namespace Escala.Clustering.Kernels;

/// <summary>
/// Which of a tile's 64 labels differ from those stored, as a bit mask. Integers are only compared, so that any instructions
/// give the same result.
/// </summary>
internal static unsafe class MovedLanes
{
    /// <summary>Compares with stored bytes.</summary>
    /// <param name="labels">64 labels, from 0 to 254.</param>
    /// <param name="stored">64 labels as bytes.</param>
    public static ulong FromBytes(int* labels, byte* stored)
    {
        if (Avx512F.IsSupported)
        {
            var low = Vector256.Create(Narrow(labels), Narrow(labels + 16));
            var high = Vector256.Create(Narrow(labels + 32), Narrow(labels + 48));
            return ~Vector512.Equals(Vector512.Create(low, high), Vector512.Load(stored)).ExtractMostSignificantBits();
        }

        ulong moved = 0;
        for (int lane = 0; lane < RowTiles.TileRows; lane += 16)
        {
            Vector128<ushort> low = NarrowToShort(labels + lane);
            Vector128<ushort> high = NarrowToShort(labels + lane + 8);
            Vector128<byte> same = Vector128.Equals(Vector128.Narrow(low, high), Vector128.Load(stored + lane));
            moved |= (ulong)(ushort)~same.ExtractMostSignificantBits() << lane;
        }

        return moved;
    }

    /// <summary>Compares with stored integers.</summary>
    /// <param name="labels">64 labels.</param>
    /// <param name="stored">64 labels.</param>
    public static ulong FromIntegers(int* labels, int* stored)
    {
        ulong moved = 0;
        for (int lane = 0; lane < RowTiles.TileRows; lane += 8)
        {
            Vector256<int> same = Vector256.Equals(Vector256.Load(labels + lane), Vector256.Load(stored + lane));
            moved |= (ulong)(byte)~same.ExtractMostSignificantBits() << lane;
        }

        return moved;
    }

    private static Vector128<byte> Narrow(int* labels) => Avx512F.ConvertToVector128Byte(Vector512.Load(labels));

    private static Vector128<ushort> NarrowToShort(int* labels) =>
        Vector128.Narrow(Vector128.Load(labels).AsUInt32(), Vector128.Load(labels + 4).AsUInt32());
}
