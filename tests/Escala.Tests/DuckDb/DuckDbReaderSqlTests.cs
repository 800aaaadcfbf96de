using Escala.Data;
using Xunit;

namespace Escala.Tests.DuckDb;

public sealed class DuckDbReaderSqlTests : IDisposable
{
    private const string Rows = "SELECT i AS a, i * 10 AS b, 'n' || i % 3 AS t, TIMESTAMP '2020-01-01 00:30:00' + INTERVAL (i) HOUR AS s FROM range(20) r(i)";
    private readonly DataFolder _data = new();
    private readonly string _path;

    public DuckDbReaderSqlTests() => _path = _data.Parquet("a.parquet", Rows);

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData("select a, b from data")]
    [InlineData("SELECT data.a, hour(s) + minute(s)/60.0 AS time FROM data;")]
    [InlineData("from data -- all of it")]
    [InlineData("select * exclude (t, s) from data where a between 3 and 5 or t in ('n1')")]
    [InlineData("select d.a + 1 as b, case when a > 3 then ln(a) end as c from Data as d where t like 'n%' and not a is null")]
    [InlineData("select coalesce(a, 1) as a, a::double as x, try_cast(t as int) as y, extract(hour from s) as h from \"data\"")]
    public void Describe_ProjectionAndFilter_StaysSql(string sql)
    {
        DataDescription description = _data.Describe(_path, sql);
        Assert.Equal(sql, description.Sql);
        Assert.Equal(_path, description.Files[0].Path);
        Assert.Equal(20, description.Files[0].Rows);
    }

    [Theory]
    [InlineData("select sum(a) as a from data", 1)]
    [InlineData("select a from data order by a desc", 20)]
    [InlineData("select a from data limit 3", 3)]
    [InlineData("select distinct t as a from data", 3)]
    [InlineData("select a, row_number() over () as r from data", 20)]
    [InlineData("select t, avg(a) as a from data group by t", 3)]
    [InlineData("select x.a from data x join data y using (a)", 20)]
    [InlineData("with d as (select a from data) select * from d -- done", 20)]
    [InlineData("select a from data union all select b from data;", 40)]
    [InlineData("select a from data where a > (select avg(a) from data)", 10)]
    [InlineData("select a from (select a from data)", 20)]
    [InlineData("select a from data using sample 5 rows", 5)]
    [InlineData("select unnest([a, b]) as a from data", 40)]
    [InlineData("select random() as a from data", 20)]
    [InlineData("select a, current_date as d from data", 20)]
    [InlineData("select a from data where now() > s", 20)]
    [InlineData("select columns('a|b') from data", 20)]
    [InlineData("select a from data qualify row_number() over (order by a) < 3", 2)]
    [InlineData("values (1), (2)", 2)]
    public void Describe_OtherQuery_RunsOnceIntoAFile(string sql, long rows)
    {
        DataDescription description = _data.Describe(_path, sql);
        Assert.Null(description.Sql);
        DataFile file = Assert.Single(description.Files);
        Assert.NotEqual(_path, file.Path);
        Assert.Equal(rows, file.Rows);
        Assert.True(File.Exists(file.Path));
        _data.Reader.Dispose();
        Assert.False(File.Exists(file.Path));
    }

    [Fact]
    public void Open_OrderedQuery_KeepsTheOrder()
    {
        DataFolder.Table table = _data.Read(_path, "select a from data order by a desc limit 3");
        Assert.Equal([19f, 18, 17], table.Column(0));
        Assert.Equal([0L, 1, 2], table.Rows);
    }

    [Theory]
    [InlineData("a.parquet", "select * exclude (t, s) from data where a % 5 = 0")]
    [InlineData("a.parquet", "select a, data.b from data where a % 5 = 0 -- fifth")]
    [InlineData("a.parquet", "select d.* exclude (t, s) from data d where a % 5 = 0;")]
    [InlineData("a.csv", "select * exclude (t, s) from data where a % 5 = 0")]
    [InlineData("a.ndjson", "select a, b from data where a % 5 = 0")]
    public void Open_Filter_KeepsTheRowNumbersOfTheFile(string name, string sql)
    {
        if (name != "a.parquet")
        {
            string format = name == "a.csv" ? "csv" : "json";
            using var session = Escala.DuckDb.Native.DuckDbSession.Open(new() { Threads = 1 }, CancellationToken.None);
            session.Execute($"COPY ({Rows}) TO '{_data.File(name)}' (FORMAT {format})");
        }

        PieceRequest request = _data.Request(_data.File(name), sql);
        Assert.NotNull(request.Sql);
        DataFolder.Table table = _data.Read(request);
        Assert.Equal([0L, 5, 10, 15], table.Rows);
        Assert.Equal([0f, 50, 100, 150], table.Column(1));
        table = _data.Read(request with { StartRow = 5, EndRow = 15 });
        Assert.Equal([5L, 10], table.Rows);
    }

    [Fact]
    public void Open_ProjectionOfARange_CountsFromTheStart()
    {
        DataFolder.Table table = _data.Read(_data.Request(_path, "select a + 1 as a from data") with { StartRow = 7, EndRow = 9 });
        Assert.Equal([7L, 8], table.Rows);
        Assert.Equal([8f, 9], table.Column(0));
    }

    [Fact]
    public void FindText_UnderAFilter_GivesTheRowOfTheFile()
    {
        PieceRequest request = _data.Request(_path, "select t from data where a > 4");
        Assert.Equal(new TextValue(5, "n2"), _data.Reader.FindText(request, CancellationToken.None));
        Assert.Equal(["n0", "n1", "n2"], _data.Reader.ReadCategories(request, CancellationToken.None));
    }

    [Fact]
    public void Describe_WholeQueryOverFilesOfWiderNumbers_LosesNothing()
    {
        string[] paths = [_data.Text("1.csv", "x\n1\n2\n"), _data.Text("2.csv", "x\n2.5\n")];
        DataDescription description = _data.Reader.Describe(paths, "select sum(x) as x from data", CancellationToken.None);
        DataFolder.Table table = _data.Read(new PieceRequest { File = description.Files[0], Features = description.Columns });
        Assert.Equal(5.5f, table.Values[0][0]);
    }

    [Theory]
    [InlineData("selec a from data", "syntax error at or near \"selec\"")]
    [InlineData("select nope from data", "\"nope\" not found")]
    [InlineData("select a from dat", "dat does not exist")]
    [InlineData("select sum(nope) from data", "\"nope\" not found")]
    [InlineData("drop table data", "SELECT")]
    [InlineData("select a from data; select b from data", "one SELECT statement, but was 2")]
    [InlineData("", "one SELECT statement, but was 0")]
    [InlineData("select a from data where a > 100", "yields no rows")]
    [InlineData("select a from data order by a limit 0", "yields no rows")]
    [InlineData("select a, b as A from data", "two columns named \"a\"")]
    [InlineData("select * exclude (a, b, t, s) from data", "SELECT list is empty")]
    [InlineData("select a::date as d, sum(b) from data group by all", "Conversion")]
    public void Describe_FaultySql_SaysWhat(string sql, string message)
    {
        DatasetException error = Assert.Throws<DatasetException>(() => _data.Describe(_path, sql));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_LateDecimalUnderSql_IsAnErrorWithRowAndColumn()
    {
        string path = _data.Text("a.csv", "x,y\n" + string.Concat(Enumerable.Range(0, 30_000).Select(i => i == 25_000 ? "0,1.5\n" : $"0,{i}\n")));
        DatasetException error = Assert.Throws<DatasetException>(() => _data.Read(path, "select y * 2 as z from data"));
        Assert.Contains($"Column \"y\" of {path} must be a number, but was 1.5 in row 25001", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<DatasetException>(() => _data.Describe(path, "select sum(y) as z from data"));
        Assert.Contains("row 25001", error.Message, StringComparison.Ordinal);
    }
}
