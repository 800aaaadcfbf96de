using CsCheck;
using Escala.Clustering.Kernels;
using Escala.Numerics;
using Xunit;

namespace Escala.Tests.Clustering.Kernels;

public sealed unsafe class MovedLanesTests
{
    private static readonly Gen<int> Label = Gen.Frequency((3, Gen.Int[0, 1]), (1, Gen.Int[0, 254]));

    [Fact]
    public void FromBytes_AnyLabels_MarksThoseThatDiffer() =>
        Gen.Select(Label.Array[RowTiles.TileRows], Label.Array[RowTiles.TileRows]).Sample((labels, stored) =>
        {
            byte[] bytes = [.. stored.Select(label => (byte)label)];
            fixed (int* l = labels)
            fixed (byte* s = bytes)
            {
                Assert.Equal(Expected(labels, stored), MovedLanes.FromBytes(l, s));
            }
        });

    [Fact]
    public void FromBytes_NoneYet_MarksEveryRow()
    {
        byte* stored = stackalloc byte[RowTiles.TileRows];
        new Span<byte>(stored, RowTiles.TileRows).Fill(byte.MaxValue);
        int* labels = stackalloc int[RowTiles.TileRows];
        new Span<int>(labels, RowTiles.TileRows).Fill(byte.MaxValue - 1);
        Assert.Equal(ulong.MaxValue, MovedLanes.FromBytes(labels, stored));
    }

    [Fact]
    public void FromIntegers_AnyLabels_MarksThoseThatDiffer() =>
        Gen.Select(Label.Array[RowTiles.TileRows], Label.Array[RowTiles.TileRows]).Sample((labels, stored) =>
        {
            fixed (int* l = labels, s = stored)
            {
                Assert.Equal(Expected(labels, stored), MovedLanes.FromIntegers(l, s));
            }
        });

    private static ulong Expected(int[] labels, int[] stored)
    {
        ulong mask = 0;
        for (int lane = 0; lane < labels.Length; lane++)
        {
            mask |= labels[lane] == stored[lane] ? 0 : 1UL << lane;
        }

        return mask;
    }
}
