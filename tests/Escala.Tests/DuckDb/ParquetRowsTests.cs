using Escala.Data;
using Escala.Tests.Data;
using Xunit;

namespace Escala.Tests.DuckDb;

/// <summary>The rows of Parquet files of several row groups and chunks, however they are asked for.</summary>
public sealed class ParquetRowsTests : IDisposable
{
    private const int Rows = 20_000;
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("select x, d from data")]
    [InlineData("select x, d from data where x % 3 = 0")]
    [InlineData("select x, d from data where d is not null")]
    public void Open_WholeOrPart_GivesRowNumbersOfTheFile(string? sql)
    {
        PieceRequest whole = _data.Request(Counting(), sql);
        Assert.Equal(Rows, whole.File.Rows);
        bool Keeps(long row) => sql is null || !sql.Contains("where", StringComparison.Ordinal)
            || (sql.Contains('%', StringComparison.Ordinal) ? row % 3 == 0 : row % 5 != 0);
        foreach ((long start, long? end) in ((long, long?)[])[(0, null), (0, Rows), (0, Rows + 5), (0, 4096), (4000, 12_345), (19_999, Rows), (17, null)])
        {
            foreach (int threads in (int[])[1, 2])
            {
                DataFolder.Table table = _data.Read(whole with { StartRow = start, EndRow = end, Threads = threads }, blockRows: 1000);
                int count = (int)(Math.Min(end ?? Rows, Rows) - start);
                long[] expected = [.. Enumerable.Range((int)start, count).Select(row => (long)row).Where(Keeps)];
                Assert.Equal(expected, table.Rows);
                Assert.Equal(expected.Select(row => (float)row), table.Column(0));
                Assert.Equal(expected.Select(row => row % 5 == 0 ? float.NaN : (float)(row * 0.1)), table.Column(1));
            }
        }
    }

    [Fact]
    public void Open_DoublesAmongOthers_AreRoundedOnceWithNaNAndInfinityKept()
    {
        const string Select = """
            SELECT CASE i % 4 WHEN 0 THEN i * 0.1::DOUBLE WHEN 1 THEN 'nan' WHEN 2 THEN '-inf' END AS d,
                CASE WHEN i % 2 = 0 THEN 1e300 END + 'inf'::DOUBLE AS beyond, i::FLOAT AS f, 9007199791611905 + i AS whole
            FROM range(5000) r(i)
            """;
        DataFolder.Table table = _data.Read(_data.Parquet("a.parquet", Select));
        float[] kinds = [0, float.NaN, float.NegativeInfinity, float.NaN];
        Assert.Equal(table.Rows.Select(row => row % 4 == 0 ? (float)(row * 0.1) : kinds[row % 4]), table.Column(0));
        Assert.Equal(table.Rows.Select(row => row % 2 == 0 ? float.PositiveInfinity : float.NaN), table.Column(1));
        Assert.Equal(table.Rows.Select(row => (float)row), table.Column(2));
        Assert.Equal(table.Rows.Select(row => (float)(9007199791611905 + row)), table.Column(3));
    }

    [Theory]
    [InlineData("BIGINT", "DOUBLE")]
    [InlineData("DOUBLE", "BIGINT")]
    [InlineData("DOUBLE", "FLOAT")]
    public void Open_SecondFileOfAnotherNumberType_IsReadByItsOwnType(string first, string second)
    {
        string[] paths = [
            _data.Parquet("1.parquet", $"SELECT i::{first} AS x FROM range(3000) r(i)"),
            _data.Parquet("2.parquet", $"SELECT (i + 3000)::{second} AS x FROM range(3000) r(i)")];
        DataDescription description = _data.Reader.Describe(paths, null, CancellationToken.None);
        DataFolder.Table[] tables = [.. description.Files.Select(file =>
            _data.Read(new PieceRequest { File = file, Features = description.Columns, EndRow = file.Rows }))];
        Assert.Equal(Enumerable.Range(0, 6000).Select(row => (float)row), tables.SelectMany(table => table.Column(0)));
    }

    [Theory]
    [InlineData(5999, true)]
    [InlineData(1, true)]
    [InlineData(5999, false)]
    public void Read_DoubleBeyondFloat32_NamesItsRowWhateverItsNeighbours(int row, bool hasNulls)
    {
        string others = hasNulls ? "CASE WHEN i % 2 = 0 THEN i END" : "i";
        string path = _data.Parquet("a.parquet", $"SELECT CASE WHEN i = {row} THEN -1e39 ELSE {others} END AS x FROM range(6000) r(i)");
        DatasetException error = Assert.Throws<DatasetException>(() => _data.Read(path));
        Assert.Contains($"within float32's range of 3.4e38, but was -1e+39 in row {row + 1}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Rows - 1, "row 20000 is missing")]
    [InlineData(Rows + 1, "row 20001 was not there")]
    public void Read_FileOfOtherRowsThanDescribed_Throws(int rows, string message)
    {
        PieceRequest request = _data.Request(Counting());
        Counting(rows);
        foreach (long? end in (long?[])[null, Rows])
        {
            DatasetException error = Assert.Throws<DatasetException>(() => _data.Read(request with { EndRow = end }));
            Assert.Contains($"{request.File.Path} changed after it was opened: {message}", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Read_StoppedEarlyAgainAndAgain_LeavesTheReaderUsable(int threads)
    {
        PieceRequest request = _data.Request(Counting(400_000)) with { Threads = threads };
        for (int i = 0; i < 20; i++)
        {
            using var cancellation = new CancellationTokenSource();
            using IPieceRows rows = _data.Reader.Open(request, cancellation.Token);
            using var block = new Block(100, 2);
            Assert.True(rows.Read(block));
            Assert.Equal(99, block.RowNumbers[99]);
            if (i % 2 == 0)
            {
                cancellation.Cancel();
                block.RowCount = 0;
                Assert.ThrowsAny<OperationCanceledException>(() => rows.Read(block));
            }
        }

        Assert.Equal(400_000, _data.Read(request, blockRows: 65_536).Rows.Count);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("select x, d from data where x % 3 = 0")]
    public void Parts_RowGroupsOfSeveralFiles_AreTheSameRows(string? sql)
    {
        foreach (string name in (string[])["1.parquet", "2.parquet"])
        {
            _data.Parquet(name, "SELECT i AS x, i * 0.5 AS d FROM range(10000) r(i)", ", ROW_GROUP_SIZE 2048");
        }

        var options = new DatasetOptions { Sql = sql, BlockRows = 1024, SampleRows = 15_000 };
        Dataset data = new DatasetReader(_data.Reader).Open(_data.File("*.parquet"), options);
        foreach (int world in (int[])[1, 2])
        {
            PieceBlockSource whole = data.Source(world - 1, world), cut = data.Source(world - 1, world);
            List<RowCopy> expected = whole.Read(CancellationToken.None).Rows();
            IReadOnlyList<PieceBlockSource> parts = cut.Parts(3)!;
            List<RowCopy>[] rows = [.. parts.Select(part => part.Read(CancellationToken.None).Rows())];
            cut.Take(parts);

            Assert.Equal(expected, rows.SelectMany(part => part));
            Assert.Equal(whole.Counts, cut.Counts);
            Assert.All(rows, part => Assert.InRange(part.Count, expected.Count / 5, expected.Count / 2));
            Assert.Null(cut.Parts(11));
        }
    }

    private string Counting(int rows = Rows) => _data.Parquet(
        "a.parquet", $"SELECT i AS x, CASE WHEN i % 5 <> 0 THEN i * 0.1::DOUBLE END AS d FROM range({rows}) r(i)", ", ROW_GROUP_SIZE 4096");
}
