using System.Security.Cryptography;
using Escala.Data;
using Escala.Tests.DuckDb;
using Xunit;

namespace Escala.Tests.Data;

/// <summary>Rows that were written for a rank are read there as if it had the data itself.</summary>
public sealed class ShippedRowsTests : IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void Read_EveryKindOfData_GivesTheSameRowsAndCounts()
    {
        string parquet = _data.Parquet(
            "a.parquet",
            "SELECT CASE WHEN i % 11 <> 0 THEN i END AS x, i % 7 AS y, i // 50 AS g, ['b', 'a', NULL][1 + i % 3] AS t FROM range(20000) r(i)",
            ", ROW_GROUP_SIZE 4096");
        string csv = _data.Text("a.csv", "x,t\n" + string.Concat(Enumerable.Range(0, 500).Select(i => $"{i},c{i % 5}\n")));
        var kept = new DatasetOptions { Missing = MissingValues.Keep, Features = ["x"] };
        Dataset[] kinds =
        [
            Dataset.FromArray(Blocks.Counting(100, 3)),
            Dataset.FromArray(Blocks.Counting(100, 3), new DatasetOptions { Label = "x0", Weights = "x1", TestFraction = 0.3 }),
            Dataset.FromRecords(Enumerable.Range(0, 50).Select(i => new { A = (float?)(i % 3 == 0 ? null : i), B = i % 2 == 0 }), kept with { Features = null }),
            Open(parquet, kept with { Weights = "y", Group = "g" }),
            Open(parquet, kept with { Features = ["x", "t"], Label = "y" }).WithCategories(),
            Open(parquet, kept with { Missing = MissingValues.Drop, SampleRows = 5000, BlockRows = 64 }),
            Open(parquet, kept with { Sql = "select x * 2 as x, y from data where y > 2", Label = "y" }),
            Open(parquet, kept with { Sql = "select avg(x) as x, y from data group by y order by y", Label = "y" }),
            Open(csv, kept),
            Open(Npy(), new DatasetOptions()),
        ];
        foreach (Dataset data in kinds)
        {
            foreach (int world in (int[])[1, 3])
            {
                RequireSame(data, new PieceNumbering(data.Plan, world, data.Reader).All(CancellationToken.None));
            }
        }
    }

    [Fact]
    public void Read_MissingValueRefused_SaysTheSame()
    {
        Dataset data = Open(_data.Parquet("a.parquet", "SELECT CASE WHEN i <> 4711 THEN i END AS x FROM range(9000) r(i)"), new DatasetOptions());
        Dataset shipped = new(data.Plan, new ShippedReader(Write(data, data.Plan.PiecesOf(0, 1), out _)));
        string expected = Assert.Throws<DatasetException>(() => data.Rows()).Message;
        Assert.Equal(expected, Assert.Throws<DatasetException>(() => shipped.Rows()).Message);
        Assert.Contains("row 4712", expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("select x + 1 as x from data where x > 3", false)]
    [InlineData("select x from data order by x desc", true)]
    public void IsOnDriverOnly_ResultOfAWholeQuery_IsTrue(string? sql, bool expected)
    {
        DataPlan plan = Open(_data.Parquet("a.parquet", "SELECT i AS x FROM range(90) r(i)"), new DatasetOptions { Sql = sql }).Plan;
        Assert.Equal(expected, plan.IsOnDriverOnly);
        NodeFiles.Require(plan, plan.PiecesOf(0, 1));
    }

    [Fact]
    public void IsOnDriverOnly_RowsInMemory_IsTrue() => Assert.True(Dataset.FromArray(Blocks.Counting(3)).Plan.IsOnDriverOnly);

    [Fact]
    public void Write_File_IsToldByItsHash()
    {
        Dataset data = Dataset.FromArray(Blocks.Counting(1000, 2));
        byte[] bytes = File.ReadAllBytes(Write(data, data.Plan.PiecesOf(0, 1), out ShippedFile file));
        Assert.Equal(new ShippedFile(Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length, 1000), file);
    }

    [Fact]
    public void Read_CutShort_Throws()
    {
        string path = Write(Dataset.FromArray(Blocks.Counting(100)), Dataset.FromArray(Blocks.Counting(100)).Plan.PiecesOf(0, 1), out _);
        byte[] bytes = File.ReadAllBytes(path);
        foreach (int length in (int[])[0, 7, 20, 39, bytes.Length / 2, bytes.Length - 1])
        {
            File.WriteAllBytes(path, bytes[..length]);
            Assert.Contains(path, Assert.Throws<DatasetException>(() => new ShippedReader(path)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Read_AnyByteChanged_Throws()
    {
        Dataset data = Dataset.FromArray(Blocks.Counting(20));
        string path = Write(data, data.Plan.PiecesOf(0, 1), out _);
        byte[] bytes = File.ReadAllBytes(path);
        List<RowCopy> rows = data.Rows();
        int end = bytes.Length - ShippedFormat.EndBytes;
        for (int i = 0; i < bytes.Length; i++)
        {
            byte[] changed = [.. bytes];
            changed[i] ^= 0x10;
            File.WriteAllBytes(path, changed);
            try
            {
                // What a reader does not look at is the empty chunk, since it knows how many rows there are.
                Assert.Equal(rows, new Dataset(data.Plan, new ShippedReader(path)).Rows());
                Assert.InRange(i, end - 64, end - 1);
            }
            catch (DatasetException fault)
            {
                Assert.Contains("cut short or damaged", fault.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Open_PieceThatWasNotSent_Throws()
    {
        Dataset data = Dataset.FromArray(Blocks.Counting(100));
        Dataset shipped = new(data.Plan, new ShippedReader(Write(data, data.Plan.PiecesOf(0, 2), out _)));
        Assert.Equal(data.Source(0, 2).Read(default).Rows(), shipped.Source(0, 2).Read(default).Rows());
        Assert.Contains("were not sent to this worker", Assert.Throws<DatasetException>(() => shipped.Source(1, 2).Read(default).Rows()).Message, StringComparison.Ordinal);
    }

    private void RequireSame(Dataset data, IReadOnlyList<IReadOnlyList<DataPiece>> ranks)
    {
        foreach (IReadOnlyList<DataPiece> pieces in ranks)
        {
            var expected = new PieceBlockSource(data.Plan, pieces, data.Reader, threads: 1);
            var shipped = new PieceBlockSource(data.Plan, pieces, new ShippedReader(Write(data, pieces, out ShippedFile file)), threads: 1);
            List<RowCopy> rows = expected.Read(CancellationToken.None).Rows();
            for (int round = 0; round < 2; round++)
            {
                Assert.Equal(rows, shipped.Read(CancellationToken.None).Rows());
                Assert.Equal(expected.Counts, shipped.Counts);
            }

            Assert.Equal(expected.Counts.Rows, file.Rows);
        }
    }

    private string Write(Dataset data, IReadOnlyList<DataPiece> pieces, out ShippedFile file)
    {
        string path = _data.File("shipped");
        using FileStream stream = File.Create(path);
        file = ShippedRows.Write(data, pieces, stream, CancellationToken.None);
        return path;
    }

    private Dataset Open(string path, DatasetOptions options) => new DatasetReader(_data.Reader).Open(path, options);

    private string Npy()
    {
        using var writer = new NpyWriter(_data.File("a.npy"), 2);
        writer.Write([.. Enumerable.Range(0, 600).Select(i => (float)i)]);
        return _data.File("a.npy");
    }
}
