using Escala.Data;
using Xunit;

namespace Escala.Tests.Data;

public sealed class DatasetReaderTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly DatasetReader _reader = new([new LinesReader()]);

    [Fact]
    public void Open_Defaults_UseEveryColumnAsFeature()
    {
        string path = _folder.Write("a.lines", "x:Number,y:Boolean\n1,0\n2,1\n");
        Dataset data = _reader.Open(path);
        Assert.Equal(["x", "y"], data.Plan.Features.Select(column => column.Name));
        Assert.Null(data.Plan.Label);
        Assert.Null(data.Plan.Weights);
        Assert.Equal(["1 0", "2 1"], data.Rows().Select(row => row.Values));
    }

    [Fact]
    public void Open_FeaturesLabelAndWeights_AreReadInTheOrderAsked()
    {
        string path = _folder.Write("a.lines", "a:Number,b:Number,c:Number,d:Number\n1,2,3,4\n");
        Dataset data = _reader.Open(path, new DatasetOptions { Features = ["d", "a"], Label = "c", Weights = "b" });
        Assert.Equal(new RowCopy(0, "4 1", 3, 2), Assert.Single(data.Rows()));
    }

    [Fact]
    public void Open_LabelAndWeightsGiven_AreNoFeatures()
    {
        string path = _folder.Write("a.lines", "a:Number,b:Number,c:Number\n1,2,3\n");
        Dataset data = _reader.Open(path, new DatasetOptions { Label = "c", Weights = "a" });
        Assert.Equal(["b"], data.Plan.Features.Select(column => column.Name));
    }

    [Fact]
    public void Open_Glob_ReadsFilesInOrdinalOrder()
    {
        _folder.Write("part-b.lines", "x:Number\n3\n");
        _folder.Write("part-B.lines", "x:Number\n1\n2\n");
        _folder.Write("other.txt", "");
        Dataset data = _reader.Open(_folder.File("part-?.lines"));
        Assert.Equal(["1", "2", "3"], data.Rows().Select(row => row.Values));
        Assert.Equal([0L, 1, 2], data.Rows().Select(row => row.Number));
    }

    [Fact]
    public void Open_GlobOfFolders_FindsFilesInThem()
    {
        _folder.Write("day=1/a.lines", "x:Number\n1\n");
        _folder.Write("day=2/a.lines", "x:Number\n2\n");
        Assert.Equal(["1", "2"], _reader.Open(_folder.File("day=*/*.lines")).Rows().Select(row => row.Values));
    }

    [Fact]
    public void Open_FileWithAnAsteriskInItsName_IsOpened()
    {
        string path = _folder.Write("a*.lines", "x:Number\n1\n");
        _folder.Write("ab.lines", "x:Number\n2\n");
        Assert.Single(_reader.Open(path).Plan.Files);
    }

    [Fact]
    public void Open_MissingFile_Throws() => AssertFault(_folder.File("none.lines"), null, "none.lines does not exist.");

    [Fact]
    public void Open_GlobWithoutMatch_Throws() => AssertFault(_folder.File("*.lines"), null, "No file matches");

    [Fact]
    public void Open_Folder_Throws() => AssertFault(_folder.Path, null, "is a folder. Name a file");

    [Fact]
    public void Open_UnknownEnding_ListsThoseThereAre() =>
        AssertFault(_folder.Write("a.xlsx", "x"), null, "a.xlsx has an ending that no reader knows. Readable endings: ", "lines, lines.gz, npy");

    [Fact]
    public void Open_FilesOfTwoFormats_Throws()
    {
        _folder.Write("a.lines", "x:Number\n1\n");
        _folder.Write("b.lines.gz", "x:Number\n1\n");
        AssertFault(_folder.File("*"), null, "are of different formats (lines, lines.gz)");
    }

    [Fact]
    public void Open_UnknownFeature_NamesTheNearest() =>
        AssertFault(Flights(), new DatasetOptions { Features = ["dealy"] }, "has no column 'dealy', which was named as a feature. Nearest: 'delay'.");

    [Fact]
    public void Open_UnknownColumnFarFromAll_ListsTheColumns() =>
        AssertFault(Flights(), new DatasetOptions { Label = "temperature" }, "There are: 'delay', 'date', 'origin', 'list'.");

    [Fact]
    public void Open_SeveralDataFaults_NamesAll() =>
        AssertFault(
            Flights(),
            new DatasetOptions { Features = ["dely", "list"], Weights = "origin" },
            "no column 'dely'",
            "Column 'list' of",
            "Column 'origin' of");

    [Fact]
    public void Open_Timestamp_SaysTheSqlThatWouldDo() =>
        AssertFault(
            Flights(),
            new DatasetOptions { Features = ["delay", "date"] },
            "Column 'date' of",
            "holds dates or times (TIMESTAMP), not numbers.",
            """--sql 'select "delay", hour("date") + minute("date")/60.0 as "date_hour" from data'""");

    [Fact]
    public void Open_TimestampWithSql_SaysTheExpression() =>
        AssertFault(
            Flights(),
            new DatasetOptions { Features = ["date"], Sql = "above 0" },
            "In the query, put hour(\"date\") + minute(\"date\")/60.0 as \"date_hour\" in its place.");

    [Fact]
    public void Open_Day_SuggestsTheDayOfTheYear() =>
        AssertFault(_folder.Write("d.lines", "day:Timestamp:DATE\n1\n"), null, "dayofyear(\"day\") as \"day_day\"");

    [Fact]
    public void Open_TimestampOfAFormatWithoutSql_SuggestsNoSql()
    {
        var reader = new DatasetReader([new LinesReader { SupportsSql = false }]);
        var fault = Assert.Throws<DatasetException>(() => reader.Open(Flights(), new DatasetOptions { Features = ["date"] }));
        Assert.DoesNotContain("--sql", fault.Message);
        Assert.Contains("--features", fault.Message);
    }

    [Fact]
    public void Open_OtherType_Throws() =>
        AssertFault(Flights(), new DatasetOptions { Features = ["list"] }, "Column 'list' of", "is of type INTEGER[], which cannot be read");

    [Fact]
    public void Open_TextAsWeights_Throws() =>
        AssertFault(
            Flights(),
            new DatasetOptions { Features = ["delay"], Weights = "origin" },
            "Column 'origin' of",
            "holds text (TEXT), so it cannot be the weights");

    [Fact]
    public void Open_OneColumnUsedAsLabel_LeavesNoFeature() =>
        AssertFault(_folder.Write("a.lines", "x:Number\n1\n"), new DatasetOptions { Label = "x" }, "has no column left to train on");

    [Fact]
    public void Open_ColumnNameTwice_Throws() =>
        AssertFault(_folder.Write("a.lines", "x:Number,x:Number\n1,2\n"), null, "has more than one column 'x'");

    [Fact]
    public void Open_SqlOfAFormatWithoutIt_SaysWhichFormatsHaveIt()
    {
        string path = _folder.Write("a.npy", "any");
        AssertFault(path, new DatasetOptions { Sql = "select 1" }, "a.npy cannot be queried with SQL. These can: lines, lines.gz.");
    }

    [Fact]
    public void Open_TextLabel_HasMergedCategoriesInOrdinalOrder()
    {
        _folder.Write("1.lines", "x:Number,kind:Text\n1,dog\n2,Zebra\n");
        _folder.Write("2.lines", "x:Number,kind:Text\n3,cat\n4,dog\n");
        Dataset data = _reader.Open(_folder.File("*.lines"), new DatasetOptions { Label = "kind" });
        Assert.Equal(["Zebra", "cat", "dog"], data.Plan.Label!.Categories!);
        Assert.Equal([2f, 0, 1, 2], data.Rows().Select(row => row.Label));
    }

    [Fact]
    public void Open_TextFeature_IsLeftToTheAlgorithm()
    {
        Dataset data = _reader.Open(Flights(), new DatasetOptions { Features = ["origin"] });
        Assert.Null(data.Plan.Features[0].Categories);
    }

    [Fact]
    public void RequireNumericFeatures_Text_NamesColumnAndFirstValue()
    {
        string path = _folder.Write("t.lines", "x:Text,y:Number,z:Text\n1,1,1\nabc,2,2\n");
        var fault = Assert.Throws<DatasetException>(() => _reader.Open(path).RequireNumericFeatures("K-means"));
        Assert.Contains("K-means needs numbers.", fault.Message);
        Assert.Contains($"Column 'x' of {path} holds text: row 2 is 'abc'.", fault.Message);
        Assert.Contains($"Column 'z' of {path} holds numbers written as text", fault.Message);
        Assert.Contains("--features", fault.Message);
    }

    [Fact]
    public void RequireNumericFeatures_Numbers_Passes() =>
        _reader.Open(Flights(), new DatasetOptions { Features = ["delay"] }).RequireNumericFeatures("K-means");

    [Fact]
    public void Open_CancelledToken_Throws()
    {
        string path = _folder.Write("a.lines", "x:Number\n1\n2\n");
        Assert.ThrowsAny<OperationCanceledException>(
            () => _reader.Open(path, new DatasetOptions { SampleRows = 1 }, new CancellationToken(canceled: true)));
    }

    public void Dispose() => _folder.Dispose();

    private string Flights() =>
        _folder.Write("flights.lines", "delay:Number,date:Timestamp,origin:Text,list:Other:INTEGER[]\n1,2,SFO,3\n");

    private void AssertFault(string path, DatasetOptions? options, params string[] parts)
    {
        var fault = Assert.Throws<DatasetException>(() => _reader.Open(path, options));
        Assert.All(parts, part => Assert.Contains(part, fault.Message));
    }
}
