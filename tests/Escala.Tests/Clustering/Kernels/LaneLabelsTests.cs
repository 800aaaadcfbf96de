using CsCheck;
using Escala.Clustering.Kernels;
using Escala.Numerics;
using Xunit;

namespace Escala.Tests.Clustering.Kernels;

public sealed unsafe class LaneLabelsTests
{
    private static readonly Gen<int> Label = Gen.Frequency((3, Gen.Int[0, 1]), (1, Gen.Int[0, 254]));

    [Fact]
    public void Differences_FromBytes_MarkLabelsThatDiffer() =>
        Gen.Select(Label.Array[RowTiles.TileRows], Label.Array[RowTiles.TileRows]).Sample((labels, stored) =>
        {
            byte[] bytes = [.. stored.Select(label => (byte)label)];
            fixed (int* l = labels)
            fixed (byte* s = bytes)
            {
                Assert.Equal(Expected(labels, stored), LaneLabels.Differences(l, s));
            }
        });

    [Fact]
    public void Differences_NoneYet_MarkEveryRow()
    {
        byte* stored = stackalloc byte[RowTiles.TileRows];
        new Span<byte>(stored, RowTiles.TileRows).Fill(byte.MaxValue);
        int* labels = stackalloc int[RowTiles.TileRows];
        new Span<int>(labels, RowTiles.TileRows).Fill(byte.MaxValue - 1);
        Assert.Equal(ulong.MaxValue, LaneLabels.Differences(labels, stored));
    }

    [Fact]
    public void Differences_FromIntegers_MarkLabelsThatDiffer() =>
        Gen.Select(Label.Array[RowTiles.TileRows], Label.Array[RowTiles.TileRows]).Sample((labels, stored) =>
        {
            fixed (int* l = labels, s = stored)
            {
                Assert.Equal(Expected(labels, stored), LaneLabels.Differences(l, s));
            }
        });

    [Fact]
    public void Replace_AnyLabels_KeepsTheNewAndTellsTheOld() =>
        Gen.Select(Label.Array[RowTiles.TileRows], Gen.Int[0, 255].Array[RowTiles.TileRows]).Sample((labels, stored) =>
        {
            byte[] bytes = [.. stored.Select(label => (byte)label)];
            var before = new int[RowTiles.TileRows];
            fixed (int* l = labels, b = before)
            fixed (byte* s = bytes)
            {
                LaneLabels.Replace(l, s, b);
            }

            Assert.Equal(stored, before);
            Assert.Equal(labels, bytes.Select(label => (int)label));
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
