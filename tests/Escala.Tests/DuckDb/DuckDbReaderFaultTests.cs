using System.Diagnostics;
using Escala.Data;
using Xunit;

namespace Escala.Tests.DuckDb;

public sealed class DuckDbReaderFaultTests : IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData("a.csv")]
    [InlineData("a.parquet")]
    [InlineData("a.json")]
    public void Describe_EmptyFile_Throws(string name) => Fails(_data.Text(name, ""), "is empty (0 bytes)");

    [Theory]
    [InlineData("a.csv", "x,y\n", "it has no rows")]
    [InlineData("a.csv", "\n", "is empty")]
    [InlineData("a.json", "[]", "it has no rows")]
    [InlineData("a.csv", "x,y,x\n1,2,3\n", "two columns named \"x\"")]
    [InlineData("a.csv", "x,X\n1,2\n", "two columns named \"x\"")]
    [InlineData("a.csv", "5.1,3.5,setosa\n4.9,3.0,setosa\n", "must begin with a line of column names, but its first line holds the number 5.1")]
    [InlineData("a.csv", "5,0,0\n4,1,2\n", "must begin with a line of column names")]
    [InlineData("a.csv", "x,y\n1,2\n3\n4,5\n", "Row 2 of")]
    [InlineData("a.csv", "x,y\n1,2\n3,4,5\n", "must have 2 values as the header has, but has 3: 3,4,5")]
    [InlineData("a.json", "{\"x\":1}\n{\"x\":2\n", "Malformed JSON")]
    [InlineData("a.parquet", "PAR1 this is not one PAR1", "cannot be read as parquet")]
    public void Describe_DamagedFile_SaysWhat(string name, string text, string message) => Fails(_data.Text(name, text), message);

    [Theory]
    [InlineData("0,1,2\n4,5,6\n")]
    [InlineData("1990,1995\n4,5\n")]
    [InlineData("name,1990\na,5\n")]
    public void Describe_RisingWholeNumbersAsNames_AreAccepted(string text) =>
        Assert.Equal(text.Split('\n')[0].Split(','), _data.Describe(_data.Text("a.csv", text)).Columns.Select(column => column.Name));

    [Fact]
    public void Describe_TruncatedParquet_Throws()
    {
        string path = _data.Parquet("a.parquet", "SELECT i FROM range(10000) r(i)");
        byte[] bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);
        Fails(path, "cannot be read as parquet");
    }

    [Fact]
    public void Describe_NotCompressed_Throws() => Fails(_data.Text("a.csv.gz", "x\n1\n"), "not compressed by gzip");

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(2000)]
    public void Read_CompressedCsvCutShort_Throws(int missing)
    {
        string path = _data.Zipped("a.csv.gz", "x\n" + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"{i * 7919 % 50_021}\n")));
        PieceRequest request = _data.Request(path);
        Assert.Equal(50_000, _data.Read(request).Rows.Count);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^missing]);
        DatasetException error = Assert.Throws<DatasetException>(() => _data.Read(request));
        Assert.Contains($"{path} is cut short", error.Message, StringComparison.Ordinal);
        Assert.Throws<DatasetException>(() => _data.Reader.CountRows(request.File, CancellationToken.None));
        Assert.Throws<DatasetException>(() => _data.Describe(path, "select count(*) as n from data"));
    }

    [Fact]
    public void Read_ParquetDamagedInside_Throws()
    {
        string path = _data.Parquet("a.parquet", "SELECT hash(i)::DOUBLE AS x FROM range(300000) r(i)", ", ROW_GROUP_SIZE 20480");
        using (FileStream file = File.OpenWrite(path))
        {
            byte[] noise = new byte[file.Length / 4];
            Array.Fill(noise, (byte)0xA5);
            file.Position = file.Length / 2;
            file.Write(noise);
        }

        DatasetException error = Assert.Throws<DatasetException>(() => _data.Read(path));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x\n1\n", "x,y\n1,2\n", "Column 2 of")]
    [InlineData("x,y\n1,2\n", "x,z\n1,2\n", "must be \"y\" (BIGINT)")]
    [InlineData("x\n1\n", "x\nabc\n", "but was \"x\" (VARCHAR)")]
    public void Describe_DifferingColumns_NamesFileAndColumn(string first, string second, string message)
    {
        string[] paths = [_data.Text("1.csv", first), _data.Text("2.csv", second)];
        DatasetException error = Assert.Throws<DatasetException>(() => _data.Reader.Describe(paths, null, CancellationToken.None));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains(paths[1], error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Read_LateText_NamesRowAndColumn(int threads)
    {
        string path = _data.Text("a.csv", "x,y\n" + string.Concat(Enumerable.Range(0, 60_000).Select(i => i == 50_000 ? "0,oops\n" : $"0,{i}\n")));
        DatasetException error = Assert.Throws<DatasetException>(() => _data.Read(_data.Request(path) with { Threads = threads }));
        Assert.Contains($"Column \"y\" of {path} must be a number, but was oops in row 50001", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<DatasetException>(() => _data.Read(path, "select y + 1 as y from data"));
        Assert.Contains("must be a number, but was oops in row 50001", error.Message, StringComparison.Ordinal);
        Assert.Equal(60_000, _data.Read(_data.Request(path, null, "x")).Rows.Count);
    }

    [Fact]
    public void Read_LateTextInJson_NamesRowAndColumn()
    {
        string path = _data.Text("a.ndjson", string.Concat(Enumerable.Range(0, 30_000).Select(i => i == 25_000 ? "{\"x\":\"oops\"}\n" : $"{{\"x\":{i}}}\n")));
        DatasetException error = Assert.Throws<DatasetException>(() => _data.Read(path));
        Assert.Contains("must be a number, but was oops in row 25001", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LateShortRow_NamesTheRow()
    {
        string path = _data.Text("a.csv", "x,y\n" + string.Concat(Enumerable.Range(0, 60_000).Select(i => i == 50_000 ? "7\n" : $"0,{i}\n")));
        DatasetException error = Assert.Throws<DatasetException>(() => _data.Read(path));
        Assert.Contains($"Row 50001 of {path} must have 2 values as the header has, but has 1: 7", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("select x as x, y from data where y >= 3")]
    public void Read_BeyondFloat32_NamesRowAndColumn(string? sql)
    {
        string path = _data.Parquet("a.parquet", "SELECT CASE WHEN i = 7000 THEN 1e300 ELSE i END AS x, i AS y FROM range(9000) r(i)");
        PieceRequest request = _data.Request(path, sql) with { StartRow = 6000 };
        DatasetException error = Assert.Throws<DatasetException>(() => _data.Read(request));
        Assert.Contains($"Column \"x\" of {path} must be a number within float32's range of 3.4e38, but was 1e+300 in row 7001", error.Message, StringComparison.Ordinal);
        Assert.Equal([float.PositiveInfinity], _data.Read(_data.Parquet("i.parquet", "SELECT 'inf'::DOUBLE AS x")).Column(0));
    }

    [Theory]
    [InlineData("TIMESTAMP '2020-01-01'", "select epoch(\"x\")")]
    [InlineData("[1, 2]", "must hold numbers, but was INTEGER[]")]
    [InlineData("'abc'", "categories have to be read first")]
    public void Open_UnsupportedType_SaysWhatToDo(string value, string message)
    {
        string path = _data.Parquet("a.parquet", $"SELECT {value} AS x");
        DatasetException error = Assert.Throws<DatasetException>(() => _data.Read(path));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FileReplacedByAnotherSchema_Throws()
    {
        PieceRequest request = _data.Request(_data.Parquet("a.parquet", "SELECT 1 AS x"));
        _data.Parquet("a.parquet", "SELECT 1 AS y");
        DatasetException error = Assert.Throws<DatasetException>(() => _data.Read(request));
        Assert.Contains("\"x\" not found", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_CancelledToken_Throws()
    {
        PieceRequest request = _data.Request(_data.Parquet("a.parquet", "SELECT 1 AS x"));
        Assert.Throws<OperationCanceledException>(() => _data.Reader.Open(request, new CancellationToken(true)));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(1, 1, Traits = ["Category", "Slow"])]
    [InlineData(2, 0, Traits = ["Category", "Slow"])]
    public void Read_CancelledInALongFetch_EndsWithinASecond(int threads, int startRow)
    {
        // The filter keeps the first row only, so that the fetch after it runs over all others, which takes long.
        // DuckDB looks for an interrupt between row groups.
        string path = _data.Parquet("a.parquet", "SELECT i AS x, md5(i::VARCHAR) AS t FROM range(200000) r(i)", ", ROW_GROUP_SIZE 2048");
        const string sql = "select x from data where x = 0 or levenshtein(repeat(t, 2), repeat(reverse(t), 2)) = 0";
        PieceRequest request = _data.Request(path, sql) with { Threads = threads };
        Assert.NotNull(request.Sql);
        using var cancellation = new CancellationTokenSource();
        cancellation.CancelAfter(200);
        var watch = Stopwatch.StartNew();
        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            // The opening may already run to the first row that passes.
            using IPieceRows rows = _data.Reader.Open(request with { StartRow = startRow }, cancellation.Token);
            using var block = new Block(64, 1);
            rows.Read(block);
        });
        Assert.InRange(watch.Elapsed.TotalSeconds, 0.1, 1.2);
    }

    private void Fails(string path, string message)
    {
        DatasetException error = Assert.Throws<DatasetException>(() => _data.Describe(path));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }
}
