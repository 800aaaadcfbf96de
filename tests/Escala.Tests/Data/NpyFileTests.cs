using System.IO.Compression;
using System.Text;
using CsCheck;
using Escala.Data;
using Xunit;

namespace Escala.Tests.Data;

public class NpyFileTests
{
    [Fact]
    public void ReadDoubles_WhatWasWritten_IsTheSame() => Gen.Select(Gen.Int[0, 20], Gen.Int[1, 20], Gen.Double).Sample((rows, columns, first) =>
    {
        double[] values = [.. Enumerable.Range(0, rows * columns).Select(i => first + i)];
        using var stream = new MemoryStream();
        NpyFile.Write(stream, values, rows, columns);
        stream.Position = 0;
        (double[] read, int readRows, int readColumns) = NpyFile.ReadDoubles(stream, "a.npy");
        Assert.Equal(values, read);
        Assert.Equal((rows, columns), (readRows, readColumns));
    });

    [Fact]
    public void Write_Header_IsAlignedAndDocumented()
    {
        using var stream = new MemoryStream();
        NpyFile.Write(stream, [1.5, 2], 1, 2);
        byte[] bytes = stream.ToArray();
        Assert.Equal([0x93, .. "NUMPY"u8, 1, 0, 118, 0], bytes[..10]);
        Assert.Equal("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2), }".PadRight(117) + "\n", Encoding.ASCII.GetString(bytes[10..128]));
        Assert.Equal([.. BitConverter.GetBytes(1.5), .. BitConverter.GetBytes(2.0)], bytes[128..]);
    }

    [Fact]
    public void Write_LargestShape_StaysAligned() =>
        Assert.Equal(0, NpyHeader.Bytes(NpyType.Float64, long.MaxValue, int.MaxValue).Length % 64);

    [Fact]
    public void Write_ShapeThatDoesNotFit_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NpyFile.Write(new MemoryStream(), [1, 2, 3], 2, 2));

    [Fact]
    public void ReadDoubles_Float32_IsWidened() =>
        Assert.Equal([0.1f, 2.0], Read("'<f4'", "(1, 2)", [.. BitConverter.GetBytes(0.1f), .. BitConverter.GetBytes(2f)]).Values);

    [Fact]
    public void ReadDoubles_ColumnMajor_IsTurnedToRows() =>
        Assert.Equal([1.0, 3, 5, 2, 4, 6], Read("'|u1'", "(2, 3)", [1, 2, 3, 4, 5, 6], isColumnMajor: true).Values);

    [Fact]
    public void ReadDoubles_OneDimension_IsOneColumn()
    {
        (_, int rows, int columns) = Read("'|u1'", "(3,)", [1, 2, 3]);
        Assert.Equal((3, 1), (rows, columns));
    }

    [Fact]
    public void ReadDoubles_StreamThatCannotSeek_IsRead()
    {
        using var zip = new MemoryStream();
        double[] values = [.. Enumerable.Range(0, 300_000).Select(i => (double)i)];
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = archive.CreateEntry("centroids.npy").Open();
            NpyFile.Write(entry, values, 3_000, 100);
        }

        using var written = new ZipArchive(zip, ZipArchiveMode.Read);
        using Stream stored = written.GetEntry("centroids.npy")!.Open();
        Assert.Equal(values, NpyFile.ReadDoubles(stored, "centroids.npy").Values);
    }

    [Fact]
    public void ReadDoubles_Truncated_NamesTheFile()
    {
        var fault = Assert.Throws<DatasetException>(() => Read("'<f8'", "(2, 2)", new byte[31]));
        Assert.Contains("a.npy is truncated: it holds 31 of 32 bytes of values", fault.Message);
    }

    [Fact]
    public void ReadDoubles_ShapeBeyondMemory_Throws() =>
        Assert.Contains("too many", Assert.Throws<DatasetException>(() => Read("'<f8'", "(1000000000, 1000)", [])).Message);

    [Fact]
    public void ReadDoubles_LargeShapeWithoutValues_DoesNotReserveThem()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("truncated", Assert.Throws<DatasetException>(() => Read("'<f8'", "(1000000, 100)", [])).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
    }

    private static (double[] Values, int Rows, int Columns) Read(string descr, string shape, byte[] data, bool isColumnMajor = false)
    {
        using var stream = new MemoryStream([.. NpyReaderTests.Header(descr, shape, isColumnMajor, 1), .. data]);
        return NpyFile.ReadDoubles(stream, "a.npy");
    }
}
