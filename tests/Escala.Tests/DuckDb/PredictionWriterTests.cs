using Escala.Clustering;
using Escala.Data;
using Escala.DuckDb;
using Escala.DuckDb.Native;
using Xunit;

namespace Escala.Tests.DuckDb;

public sealed class PredictionWriterTests : IDisposable
{
    private static readonly DataPlan s_noPlan = new() { Files = [], Features = [] };
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Write_PartsInAnyOrder_GivesRowsInOrder(bool ascending)
    {
        string first = Part("1", 0, 4000, 4000, 5000);
        string second = Part("2", 5000, 12_345);
        string path = _data.File("out.parquet");
        new PredictionWriter(path, KMeansPredict.Columns).Write(ascending ? [first, second] : [second, first], 12_345, s_noPlan, [], CancellationToken.None);

        List<string> rows = Query($"SELECT \"row\" || ' ' || label || ' ' || distance FROM '{path}'");
        Assert.Equal(Enumerable.Range(0, 12_345).Select(row => $"{row} {row % 7} {row / 2f:0.0}"), rows);
        Assert.Equal(["row BIGINT", "label INTEGER", "distance FLOAT"], Query($"SELECT column_name || ' ' || column_type FROM (DESCRIBE '{path}')"));
        NothingElseIsLeft("out.parquet", "1", "2");
    }

    [Fact]
    public void Write_CsvWithKeptColumns_JoinsThemByRowOverAllFiles()
    {
        string[] paths = [_data.Text("a.csv", "x,na me,x2\n1,p,1\n2,,2\n3,\"q,r\",3\n"), _data.Text("b.csv", "x,na me,x2\n4.5,s,4\n5,t,5\n")];
        DataDescription description = _data.Reader.Describe(paths, null, CancellationToken.None);
        var plan = new DataPlan { Files = description.Files, Features = [description.Columns[0]] };
        string path = _data.Text("out.csv", "old");
        string part = Part("1", 1, 5);
        new PredictionWriter(path, KMeansPredict.Columns, ["na me", "x"]).Write([part], 4, plan, [], CancellationToken.None);
        Assert.Equal("row,label,distance,na me,x\n1,1,0.5,,2.0\n2,2,1.0,\"q,r\",3.0\n3,3,1.5,s,4.5\n4,4,2.0,t,5.0\n", File.ReadAllText(path));
    }

    [Fact]
    public void Write_Files_AreBesideTheirRows()
    {
        string path = _data.File("out.csv");
        string[] files = ["a.png", "it's, \"b\".png", "c/d.png"];
        new PredictionWriter(path, KMeansPredict.Columns).Write([Part("1", 1, 3), Part("2", 0, 1)], 3, s_noPlan, files, CancellationToken.None);
        Assert.Equal(
            "row,file,label,distance\n0,a.png,0,0.0\n1,\"it's, \"\"b\"\".png\",1,0.5\n2,c/d.png,2,1.0\n", File.ReadAllText(path));
        NothingElseIsLeft("out.csv", "1", "2");
    }

    [Fact]
    public void Write_KeptColumnsUnderAFilter_UsesTheRowsOfTheFile()
    {
        string data = _data.Parquet("a.parquet", "SELECT i AS x, 'n' || i AS escala_row FROM range(10) r(i)");
        DataDescription description = _data.Describe(data, "select * from data where x >= 4");
        var plan = new DataPlan { Files = description.Files, Sql = description.Sql, Features = [description.Columns[0]] };
        string path = _data.File("out.csv");
        new PredictionWriter(path, KMeansPredict.Columns, ["escala_row"]).Write([Part("1", 4, 6)], 2, plan, [], CancellationToken.None);
        Assert.Equal("row,label,distance,escala_row\n4,4,2.0,n4\n5,5,2.5,n5\n", File.ReadAllText(path));

        DatasetException error = Assert.Throws<DatasetException>(() =>
            new PredictionWriter(path, KMeansPredict.Columns, ["nope"]).Write([Part("1", 4, 6)], 2, plan, [], CancellationToken.None));
        Assert.Contains("\"nope\" to keep must be one of", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("which has x, escala_row.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ClassesAndProbabilities_GivesTheNamesOfTheClasses()
    {
        PredictionColumn[] columns =
        [
            new("label", PredictionColumnType.Category, ["it's", "b,c"]),
            new("probability_it's", PredictionColumnType.Number),
            new("probability_b,c", PredictionColumnType.Number),
        ];
        string first = Part("1", [4, 7], [1, 0.25f, 0.75f, 0, 1, 0]);
        string second = Part("2", [2], [1, 0.5f, 0.5f]);
        string path = _data.File("out.csv");
        new PredictionWriter(path, columns).Write([first, second], 3, s_noPlan, [], CancellationToken.None);
        Assert.Equal(
            "row,label,probability_it's,\"probability_b,c\"\n2,\"b,c\",0.5,0.5\n4,\"b,c\",0.25,0.75\n7,it's,1.0,0.0\n",
            File.ReadAllText(path));
        path = _data.File("out.parquet");
        new PredictionWriter(path, columns).Write([first, second], 3, s_noPlan, [], CancellationToken.None);
        Assert.Equal(
            ["row BIGINT", "label VARCHAR", "probability_it's FLOAT", "probability_b,c FLOAT"],
            Query($"SELECT column_name || ' ' || column_type FROM (DESCRIBE '{path}')"));
    }

    [Fact]
    public void Write_ManyColumnsWithKept_KeepsTheirOrder()
    {
        const int Columns = 700;
        const int Rows = 5000;
        PredictionColumn[] columns = [.. Enumerable.Range(0, Columns).Select(i => new PredictionColumn($"f{i}", PredictionColumnType.Number))];
        string part = Part(
            "1",
            [.. Enumerable.Range(0, Rows).Select(row => (long)row)],
            [.. Enumerable.Range(0, Rows * Columns).Select(i => (float)((i / Columns) - (i % Columns)))]);
        string path = _data.File("out.parquet");
        string data = _data.Parquet("a.parquet", $"SELECT i AS kept FROM range({Rows}) r(i)");
        var plan = new DataPlan { Files = _data.Describe(data).Files, Features = [] };
        new PredictionWriter(path, columns, ["kept"]).Write([part], Rows, plan, [], CancellationToken.None);
        string wrong = string.Join(" OR ", Enumerable.Range(0, Columns).Select(i => $"f{i} <> \"row\" - {i}"));
        Assert.Equal(["0", $"{Rows}"], Query($"SELECT n::varchar FROM (SELECT count(*) n FROM '{path}' WHERE kept <> \"row\" OR {wrong} UNION ALL SELECT count(*) FROM '{path}') ORDER BY n"));
    }

    [Theory]
    [InlineData(PredictionColumnType.Category, 2f, "must be whole numbers from 0 to 1, but one is 2.")]
    [InlineData(PredictionColumnType.Category, -1f, "but one is -1.")]
    [InlineData(PredictionColumnType.Category, float.NaN, "but one is NaN.")]
    [InlineData(PredictionColumnType.Integer, 0.5f, "must be whole numbers from -16777216 to 16777216, but one is 0.5.")]
    public void Write_ValueThatItsColumnCannotHave_LeavesNothing(PredictionColumnType type, float value, string message)
    {
        PredictionColumn column = new("label", type, type == PredictionColumnType.Category ? ["a", "b"] : null);
        var writer = new PredictionWriter(_data.File("out.csv"), [column]);
        EscalaException error = Assert.Throws<EscalaException>(() => writer.Write([Part("1", [0], [value])], 1, s_noPlan, [], CancellationToken.None));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        NothingElseIsLeft("1");
    }

    [Fact]
    public void Constructor_ColumnsOfOneName_NamesBoth()
    {
        PredictionColumn[] columns = [new("Row", PredictionColumnType.Number), new("a", PredictionColumnType.Number), new("A", PredictionColumnType.Number)];
        InvalidOptionsException error = Assert.Throws<InvalidOptionsException>(() => new PredictionWriter(_data.File("o.csv"), columns));
        Assert.Equal(2, error.Faults.Count);
        Assert.StartsWith("Columns of PredictionWriter must have different names, none of them row, but has \"Row\".", error.Faults[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_CategoriesMissing_Throws() =>
        Assert.Throws<ArgumentException>(() => new PredictionWriter(_data.File("o.csv"), [new("label", PredictionColumnType.Category)]));

    [Theory]
    [InlineData("out.txt", "must end in .parquet or .csv")]
    [InlineData("nowhere/out.csv", "must be in a folder that can be written")]
    [InlineData("", "is a folder")]
    public void Constructor_BadPath_Throws(string name, string message)
    {
        InvalidOptionsException error = Assert.Throws<InvalidOptionsException>(() => new PredictionWriter(_data.File(name), KMeansPredict.Columns));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_KeptColumnTwiceOrTaken_NamesBoth()
    {
        InvalidOptionsException error = Assert.Throws<InvalidOptionsException>(() => new PredictionWriter(_data.File("o.csv"), KMeansPredict.Columns, ["a", "Label", "A"]));
        Assert.Equal(2, error.Faults.Count);
        NothingElseIsLeft();
    }

    [Theory]
    [InlineData(1, "is cut short")]
    [InlineData(16, "must hold 5000 predictions, but hold 4999")]
    [InlineData(80_000, "but hold 0")]
    public void Write_TruncatedPart_LeavesTheOldFile(int missing, string message)
    {
        string part = Part("1", 0, 5000);
        File.WriteAllBytes(part, File.ReadAllBytes(part)[..^missing]);
        string path = _data.Text("out.csv", "old");
        EscalaException error = Assert.Throws<EscalaException>(() => new PredictionWriter(path, KMeansPredict.Columns).Write([part], 5000, s_noPlan, [], CancellationToken.None));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(path));
        NothingElseIsLeft("1", "out.csv");
    }

    [Fact]
    public void Write_Cancelled_LeavesNothing()
    {
        string part = Part("1", 0, 3_000_000);
        using var cancellation = new CancellationTokenSource(60);
        var writer = new PredictionWriter(_data.File("out.csv"), KMeansPredict.Columns);
        Assert.ThrowsAny<OperationCanceledException>(() => writer.Write([part], 3_000_000, s_noPlan, [], cancellation.Token));
        NothingElseIsLeft("1");
    }

    [Fact]
    public void Write_FolderGoneMeanwhile_Throws()
    {
        Directory.CreateDirectory(_data.File("sub"));
        var writer = new PredictionWriter(_data.File("sub/out.parquet"), KMeansPredict.Columns);
        Directory.Delete(_data.File("sub"));
        EscalaException error = Assert.Throws<EscalaException>(() => writer.Write([Part("1", 0, 10)], 10, s_noPlan, [], CancellationToken.None));
        Assert.Contains("sub/out.parquet cannot be written", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A part of the rows between bounds, in runs that end at each bound.</summary>
    private string Part(string name, params int[] bounds)
    {
        using var writer = new PredictionPartWriter(_data.File(name), valueCount: 2);
        for (int i = 0; i + 1 < bounds.Length; i++)
        {
            int[] rows = [.. Enumerable.Range(bounds[i], bounds[i + 1] - bounds[i])];
            writer.Write([.. rows.Select(row => (long)row)], [.. rows.SelectMany(row => new[] { row % 7, row / 2f })]);
        }

        return _data.File(name);
    }

    private string Part(string name, long[] rows, float[] values)
    {
        using var writer = new PredictionPartWriter(_data.File(name), values.Length / rows.Length);
        writer.Write(rows, values);
        return _data.File(name);
    }

    private static List<string> Query(string sql)
    {
        using DuckDbSession session = DuckDbSession.Open(new SessionSettings { Threads = 1 }, CancellationToken.None);
        return session.List(sql, (stream, row) => stream.Text(0, row)!);
    }

    private void NothingElseIsLeft(params string[] names) =>
        Assert.Equal(names.Order(StringComparer.Ordinal), Directory.GetFiles(_data.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
}
