using System.Text;
using CsCheck;
using Escala.Data;
using Escala.Tests.Data;
using Xunit;

namespace Escala.Tests.DuckDb;

/// <summary>Plain CSV shared by ranges of bytes: whatever the world, the rows and their numbers are those of one rank alone.</summary>
public sealed class CsvRangeTests : IDisposable
{
    private static readonly int[] s_worlds = [2, 3, 5, 7];
    private static readonly string[] s_cells = ["", "1", "-2.5", "\"3\"", "\"\"", "1e3"];
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData("a,b\n1,2\n3,4\n5,6\n")]
    [InlineData("a,b\n1,2\n3,4\n5,6")]
    [InlineData("a,b\r\n1,2\r\n3,4\r\n5,6\r\n")]
    [InlineData("a,b\r\n1,2\r\n\r\n3,4\r\n5,6")]
    [InlineData("a,b\n\n1,2\n\n\n3,4\n5,6\n\n")]
    [InlineData("a\n1\n\n3\n\n5\n\n")]
    [InlineData("a\r\n1\r\n\r\n3")]
    [InlineData("a,b\n1,2\n")]
    [InlineData("a;b;t\n1;2;\"x;y\"\n3;4;\"\"\n5;6;\"say \"\"hi\"\"\"\n7;8;z\n")]
    [InlineData("a,t\n1,\"x\ny\"\n3,z\n5,\"\n\n\"\n7,z\n")]
    [InlineData("a,\"t\nt\"\n1,x\n3,z\n5,y\n7,z\n")]
    [InlineData("a,t\n1,5\" pipe\n3,z\n5,6\" pipe\n7,z\n")]
    [InlineData("a,t\n1, \"x\ny\"\n3,z\n")]
    [InlineData("\uFEFFa,b\n1,2\n3,4\n")]
    public void Rows_AnyWorld_AreThoseOfOneRank(string text) => RequireSame(Open(_data.Text("a.csv", text)));

    [Fact]
    public void Rows_RandomFiles_AreThoseOfOneRank() => Gen.Select(
        Gen.Int[0, s_cells.Length - 1].Select(i => s_cells[i]).Array[1, 3].Array[1, 40],
        Gen.Bool.Select(hasReturn => hasReturn ? "\r\n" : "\n"),
        Gen.Bool,
        Gen.Int[2, 7],
        Gen.Bool.Select(hasTabs => hasTabs ? '\t' : ',')).Sample((cells, lineBreak, endsWithBreak, world, separator) =>
        {
            int columns = cells[0].Length;
            string[] lines = [.. cells.Select(row => string.Join(separator, Enumerable.Range(0, columns).Select(i => row[i % row.Length])))];
            string[] names = [.. Enumerable.Range(0, columns).Select(i => $"c{i}")];
            string text = string.Join(lineBreak, [string.Join(separator, names), string.Join(separator, names.Select(_ => "7")), .. lines]);
            string path = _data.Text(separator == '\t' ? "a.tsv" : "a.csv", text + (endsWithBreak ? lineBreak : ""));
            Dataset data = Open(path);
            Assert.Equal(data.Rows(), data.Rows(world));
        }, iter: 40, threads: 1);

    [Theory]
    [InlineData(null)]
    [InlineData("select x * 2 as x, t from data")]
    [InlineData("select x, t from data where x % 3 = 1")]
    [InlineData("select year(d) * 100 + month(d) as x, t from data where d > date '2001-02-03'")]
    public void Rows_LargeFile_WithSplitSampleAndCategories_AreThoseOfOneRank(string? sql)
    {
        var text = new StringBuilder("x,t,d\n");
        for (int i = 0; i < 40_000; i++)
        {
            text.Append($"{i},\"city {i % 13}\",{(i % 28) + 1:00}/{(i % 12) + 1:00}/{2000 + (i % 20)}\n");
        }

        var options = new DatasetOptions { Label = "t", Sql = sql, Features = ["x"], SampleRows = 30_000, TestFraction = 0.2, Seed = 5 };
        Dataset data = Open(_data.Text("a.csv", text.ToString()), options);
        Assert.NotEmpty(data.Rows());
        RequireSame(data);
    }

    [Fact]
    public void Rows_SeveralFiles_AreNumberedOverAll()
    {
        _data.Text("1.csv", "a,b\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"{i},{i}\n")));
        _data.Text("2.csv", "a,b\n");
        _data.Text("3.csv", "a,b\n" + string.Concat(Enumerable.Range(50, 5).Select(i => $"{i},\"{i}\"\n\n")));
        _data.Text("4.csv", "a,b\n" + string.Concat(Enumerable.Range(55, 90).Select(i => $"{i},\"{i}\n\"\n")));
        _data.Text("5.csv", "a,b\r\n" + string.Concat(Enumerable.Range(145, 30).Select(i => $"{i},{i}\r\n")));
        Dataset data = Open(_data.File("*.csv"), new DatasetOptions { Features = ["a"] });
        Assert.Equal(Enumerable.Range(0, 175).Select(row => (long)row), data.Rows().Select(row => row.Number));
        RequireSame(data);
    }

    [Fact]
    public void Rows_CompressedFiles_AreNumberedByCounts()
    {
        for (int i = 0; i < 4; i++)
        {
            _data.Zipped($"{i}.csv.gz", "a\n" + string.Concat(Enumerable.Range(0, 20 + i).Select(row => $"{row}\n")));
        }

        RequireSame(Open(_data.File("*.csv.gz")));
    }

    [Fact]
    public void Number_UnsafeFile_IsReadWholeByTheRankWithMostOfIt()
    {
        Dataset data = Open(_data.Text("a.csv", "a,b\n1,2\n3,\"\n\"\n5,6\n"), new DatasetOptions { Features = ["a"] });
        IReadOnlyList<IReadOnlyList<DataPiece>> ranks = new PieceNumbering(data.Plan, 3, data.Reader).All(CancellationToken.None);
        Assert.Equal([1, 0, 0], ranks.Select(pieces => pieces.Count).Order().Reverse());
        DataPiece whole = ranks.SelectMany(pieces => pieces).Single();
        Assert.Equal((null, null, null, 0L), (whole.StartByte, whole.EndByte, whole.EndRow, whole.FileFirstRow));
    }

    [Fact]
    public void Number_OneRank_ReadsNothing()
    {
        Dataset data = Open(_data.Text("a.csv", "a\n1\n2\n"));
        File.Delete(data.Plan.Files[0].Path);
        Assert.Equal(data.Plan.PiecesOf(0, 1), new PieceNumbering(data.Plan, 1, data.Reader).PiecesOf(0, _ => throw new InvalidOperationException(), default));
    }

    [Fact]
    public void Counts_Bytes_AreThoseOfTheRanges()
    {
        string path = _data.Text("a.csv", "a,b\n" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"{i},2\n")));
        Dataset data = Open(path);
        IReadOnlyList<IReadOnlyList<DataPiece>> ranks = new PieceNumbering(data.Plan, 3, data.Reader).All(CancellationToken.None);
        long bytes = 0;
        foreach (IReadOnlyList<DataPiece> pieces in ranks)
        {
            var source = new PieceBlockSource(data.Plan, pieces, data.Reader, threads: 1);
            Assert.InRange(source.Read(CancellationToken.None).Rows().Count, 3000, 4000);
            bytes += source.Counts.Bytes;
        }

        Assert.Equal(new FileInfo(path).Length, bytes);
    }

    [Theory]
    [InlineData("oops,1", null, "must be a number, but was oops in row 50001")]
    [InlineData("oops,1", "select a + 1 as a, b from data", "must be a number, but was oops in row 50001")]
    [InlineData("1", null, "Row 50001 of")]
    [InlineData("1e60,1", null, "but was 1e+60 in row 50001")]
    [InlineData(",1", null, "row 50001, column 'a': the value is missing")]
    public void Read_Fault_NamesTheRowOfTheFile(string line, string? sql, string message)
    {
        string path = _data.Text("a.csv", "a,b\n" + string.Concat(Enumerable.Range(0, 60_000).Select(i => i == 50_000 ? line + "\n" : $"1,{i}\n")));
        Dataset data = Open(path, new DatasetOptions { Sql = sql });
        DatasetException fault = Assert.Throws<DatasetException>(() => data.Rows(3));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.Contains(path, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FileThatHasChanged_NamesBothSizes()
    {
        string path = _data.Text("a.csv", "a,b\n1,2\n3,4\n");
        Dataset data = Open(path);
        IReadOnlyList<IReadOnlyList<DataPiece>> ranks = new PieceNumbering(data.Plan, 2, data.Reader).All(CancellationToken.None);
        _data.Text("a.csv", "a,b\n1,2\n3,4\n5,6\n");
        foreach (Action read in (Action[])[() => data.Rows(2), () => new PieceBlockSource(data.Plan, ranks[1], data.Reader, 1).Read(default).Rows()])
        {
            Assert.Contains("it had 12 bytes, but now has 16", Assert.Throws<DatasetException>(read).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Read_LeftEarly_EndsItsThread(int threads)
    {
        string path = _data.Text("a.csv", "a,b\n" + string.Concat(Enumerable.Range(0, 400_000).Select(i => $"{i},2\n")));
        Dataset data = Open(path);
        DataPiece piece = new PieceNumbering(data.Plan, 2, data.Reader).All(CancellationToken.None)[1][0];
        for (int i = 0; i < 3; i++)
        {
            using IPieceRows rows = data.Reader.Open(data.Plan.RequestFor(piece, threads), CancellationToken.None);
            using var block = new Block(64, 2);
            Assert.True(rows.Read(block));
            Assert.Equal(piece.StartRow, block.RowNumbers[0]);
        }
    }

    private static void RequireSame(Dataset data)
    {
        List<RowCopy> expected = data.Rows();
        Assert.All(s_worlds, world => Assert.Equal(expected, data.Rows(world)));
    }

    private Dataset Open(string path, DatasetOptions? options = null) => new DatasetReader(_data.Reader)
        .Open(path, options ?? new DatasetOptions { Missing = MissingValues.Keep })
        .WithCategories();
}
