using Escala.Data;
using Xunit;

namespace Escala.Tests.DuckDb;

public sealed class DuckDbReaderTests : IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void Describe_Parquet_GivesRowsGroupsBytesAndTypes()
    {
        string path = _data.Parquet("a.parquet", """
            SELECT i AS i, i::DECIMAL(9,2) AS d, i > 3 AS b, 'x' || i AS t, TIMESTAMP '2020-01-01' AS s, [i] AS l, DATE '2020-01-01' AS day
            FROM range(5000) r(i)
            """, ", ROW_GROUP_SIZE 2048");
        DataDescription description = _data.Describe(path);

        DataFile file = Assert.Single(description.Files);
        Assert.Equal(5000, file.Rows);
        Assert.Equal([0L, 2048, 4096], file.RowGroups);
        Assert.Equal(new FileInfo(path).Length, file.Bytes);
        Assert.Equal("parquet", file.Format);
        Assert.Null(description.Sql);
        Assert.Equal(["i", "d", "b", "t", "s", "l", "day"], description.Columns.Select(column => column.Name));
        Assert.Equal(
            [ColumnType.Number, ColumnType.Number, ColumnType.Boolean, ColumnType.Text, ColumnType.Timestamp, ColumnType.Other, ColumnType.Timestamp],
            description.Columns.Select(column => column.Type));
        Assert.Equal("DECIMAL(9,2)", description.Columns[1].StoredType);
    }

    [Fact]
    public void Open_NullsAndBooleans_AreNaNAndOneOrZero()
    {
        string path = _data.Parquet("a.parquet", "SELECT * FROM (VALUES (1.5, true), (NULL, false), ('nan'::DOUBLE, NULL)) v(x, b)");
        DataFolder.Table table = _data.Read(path);
        Assert.Equal([1.5f, float.NaN, float.NaN], table.Column(0));
        Assert.Equal([1f, 0f, float.NaN], table.Column(1));
        Assert.Equal([0L, 1, 2], table.Rows);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 64)]
    [InlineData(2, 100_000)]
    public void Open_RangeOfParquet_YieldsThoseRowsInOrder(int threads, int blockRows)
    {
        string path = _data.Parquet("a.parquet", "SELECT i AS x, 2 * i AS y, i % 7 AS w FROM range(50000) r(i)", ", ROW_GROUP_SIZE 4096");
        PieceRequest request = _data.Request(path, null, "y", "x") with { StartRow = 4000, EndRow = 4000 + 3003, Threads = threads };
        request = request with { Label = request.Features[1], Weights = new DataColumn { Name = "w", Type = ColumnType.Number, StoredType = "BIGINT" } };
        DataFolder.Table table = _data.Read(request, blockRows);

        Assert.Equal(Enumerable.Range(4000, 3003).Select(i => (long)i), table.Rows);
        Assert.Equal(table.Rows.Select(row => 2f * row), table.Column(0));
        Assert.Equal(table.Rows.Select(row => (float)row), table.Column(1));
        Assert.Equal(table.Rows.Select(row => (float)row), table.Labels);
        Assert.Equal(table.Rows.Select(row => (float)(row % 7)), table.Weights);
    }

    [Fact]
    public void Open_ColumnNamedAsTheHiddenRowNumber_StillReadsTheRange()
    {
        string path = _data.Parquet("a.parquet", "SELECT 1000 - i AS file_row_number, i AS escala_row, i AS FILE_Row FROM range(1000) r(i)");
        PieceRequest request = _data.Request(path) with { StartRow = 10, EndRow = 13 };
        DataFolder.Table table = _data.Read(request);
        Assert.Equal([10L, 11, 12], table.Rows);
        Assert.Equal([990f, 989, 988], table.Column(0));
        table = _data.Read(_data.Request(path, "select * from data where escala_row > 997"));
        Assert.Equal([998L, 999], table.Rows);
    }

    [Theory]
    [InlineData("a.csv", "x,y\n1,2\n3,\n")]
    [InlineData("a.csv", "x;y\r\n1;2\r\n3;\r\n")]
    [InlineData("a.csv", "\uFEFF\"x\"|\"y\"\n1|2\n\"3\"|")]
    [InlineData("a.tsv", "x\ty\n1\t2\n3\t\n")]
    [InlineData("a.json", "[{\"x\":1,\"y\":2},{\"x\":3}]")]
    [InlineData("a.ndjson", "{\"x\":1,\"y\":2}\n{\"x\":3,\"y\":null}\n")]
    [InlineData("a.JSONL", "{\"x\":1,\"y\":2}\n{\"x\":3}\n")]
    public void Read_TextFormats_GiveTheSameRows(string name, string text)
    {
        DataFolder.Table table = _data.Read(_data.Text(name, text));
        Assert.Equal([1f, 3f], table.Column(0));
        Assert.Equal([2f, float.NaN], table.Column(1));
        Assert.Equal([0L, 1], table.Rows);
    }

    [Theory]
    [InlineData("a.csv.gz", "x,y\n1,2\n3,\n")]
    [InlineData("a.json.gz", "[{\"x\":1,\"y\":2},{\"x\":3}]")]
    [InlineData("a.jsonl.gz", "{\"x\":1,\"y\":2}\n{\"x\":3}\n")]
    public void Read_Compressed_GivesTheSameRows(string name, string text)
    {
        string path = _data.Zipped(name, text);
        Assert.Equal(name[2..], _data.Describe(path).Files[0].Format);
        Assert.Equal([2f, float.NaN], _data.Read(path).Column(1));
    }

    [Fact]
    public void Read_SeveralCompressedFilesInOne_ReadsAll()
    {
        byte[] first = File.ReadAllBytes(_data.Zipped("1.csv.gz", "x\n1\n"));
        string path = _data.File("a.csv.gz");
        File.WriteAllBytes(path, [.. first, .. File.ReadAllBytes(_data.Zipped("2.csv.gz", "2\n3\n"))]);
        Assert.Equal([1f, 2, 3], _data.Read(path).Column(0));
    }

    [Fact]
    public void CountRows_Csv_CountsDataRows()
    {
        DataFile file = _data.Describe(_data.Text("a.csv", "x,t\n1,\"two\nlines\"\n3,b\n")).Files[0];
        Assert.Null(file.Rows);
        Assert.Equal(2, _data.Reader.CountRows(file, CancellationToken.None));
    }

    [Fact]
    public void Open_LateDecimalInWholeNumbers_IsNotRounded()
    {
        IEnumerable<string> lines = Enumerable.Range(0, 30_000).Select(i => i == 25_000 ? "1.5" : $"{i}");
        DataFolder.Table csv = _data.Read(_data.Text("a.csv", "x\n" + string.Join('\n', lines)));
        Assert.Equal(1.5f, csv.Values[25_000][0]);
        string json = string.Join('\n', lines.Select(line => $"{{\"x\":{line}}}"));
        Assert.Equal(1.5f, _data.Read(_data.Text("a.ndjson", json)).Values[25_000][0]);
        Assert.Equal(2.5f, _data.Read(_data.File("a.ndjson"), "select x + 1 as x from data").Values[25_000][0]);
    }

    [Fact]
    public void Open_TextWithCategories_GivesIndicesAndNaNForUnseen()
    {
        string path = _data.Parquet("a.parquet", "SELECT unnest(['b', 'it''s', NULL, 'a', 'é', 'b']) AS t");
        PieceRequest request = _data.Request(path);
        Assert.Equal(["a", "b", "it's", "é"], _data.Reader.ReadCategories(request, CancellationToken.None));

        DataColumn known = request.Features[0] with { Categories = ["a", "b", "it's"] };
        DataFolder.Table table = _data.Read(request with { Features = [known] });
        Assert.Equal([1f, 2f, float.NaN, 0f, float.NaN, 1f], table.Column(0));
        DataColumn none = known with { Categories = [] };
        Assert.All(_data.Read(request with { Features = [none] }).Column(0), value => Assert.True(float.IsNaN(value)));
    }

    [Fact]
    public void ReadCategories_RangeOfPiece_SeesThatRangeOnly()
    {
        string path = _data.Parquet("a.parquet", "SELECT 'n' || (i // 10) AS t FROM range(100) r(i)");
        PieceRequest request = _data.Request(path) with { StartRow = 15, EndRow = 31 };
        Assert.Equal(["n1", "n2", "n3"], _data.Reader.ReadCategories(request, CancellationToken.None));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("quo\"te")]
    [InlineData("o'clock")]
    [InlineData("größe ☃")]
    [InlineData("x\"; DROP TABLE data; --")]
    [InlineData("SELECT * FROM data")]
    [InlineData("select")]
    [InlineData("UPPER lower")]
    public void Open_OddColumnAndFileNames_Work(string name)
    {
        string quoted = name.Replace("\"", "\"\"");
        string parquet = _data.Parquet($"{name.Replace('/', '_')} [1]*.parquet", $"SELECT i AS \"{quoted}\" FROM range(3) r(i)");
        Assert.Equal([0f, 1, 2], _data.Read(parquet).Column(0));
        DataFolder.Table filtered = _data.Read(parquet, $"select \"{quoted}\" from data where \"{quoted}\" > 0");
        Assert.Equal([1f, 2], filtered.Column(0));
        string csv = _data.Text("it's.csv", $"\"{quoted}\",z\n0,1\n1,1\n");
        Assert.Equal([0f, 1], _data.Read(csv).Column(0));
        Assert.Equal(name, _data.Describe(csv).Columns[0].Name);
    }

    [Fact]
    public void Describe_FolderNamedAsPartition_AddsNoColumn()
    {
        Directory.CreateDirectory(_data.File("year=2020"));
        Assert.Single(_data.Describe(_data.Text("year=2020/a.csv", "x\n1\n")).Columns);
    }

    [Fact]
    public void Describe_SeveralFiles_KeepsTheirOrder()
    {
        string[] paths = [_data.Text("b.csv", "x,y\n1,2\n"), _data.Text("a.csv", "x,y\n1.5,2\n"), _data.Text("c.csv", "x,y\n")];
        DataDescription description = _data.Reader.Describe(paths, null, CancellationToken.None);
        Assert.Equal(paths, description.Files.Select(file => file.Path));
    }

    [Fact]
    public void FindText_GivesFirstValueThatIsNoNumber()
    {
        string path = _data.Text("a.csv", "x,y\n1,2\n,3\nabc,4\ndef,5\n");
        Assert.Equal(new TextValue(2, "abc"), _data.Reader.FindText(_data.Request(path, null, "x"), CancellationToken.None));
        string numbers = _data.Parquet("a.parquet", "SELECT unnest(['1', ' 2.5', '1e3', NULL]) AS x");
        Assert.Null(_data.Reader.FindText(_data.Request(numbers), CancellationToken.None));
    }

    [Fact]
    public void FindText_MixedJson_NamesTheString()
    {
        string path = _data.Text("a.json", "[{\"x\":1},{\"x\":\"n/a\"}]");
        Assert.Equal(new TextValue(1, "n/a"), _data.Reader.FindText(_data.Request(path), CancellationToken.None));
    }
}
