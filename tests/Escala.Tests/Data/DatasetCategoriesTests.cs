using Escala.Data;
using Escala.DuckDb;
using Xunit;

namespace Escala.Tests.Data;

public sealed class DatasetCategoriesTests : IDisposable
{
    private static readonly DatasetOptions s_keep = new() { Missing = MissingValues.Keep };
    private readonly TempFolder _folder = new();
    private readonly DuckDbReader _reader = new();

    [Fact]
    public void WithCategories_TextFeatures_HaveTheStringsOfAllFilesInOrdinalOrder()
    {
        _folder.Write("1.csv", "city,x,code\nb,1,q\n,2,p\n");
        _folder.Write("2.csv", "city,x,code\nB,3,q\na,4,q\n");
        Dataset data = Open("*.csv", s_keep);
        Dataset complete = data.WithCategories();
        Assert.Null(data.Plan.Features[0].Categories);
        Assert.Equal(["B", "a", "b"], complete.Plan.Features[0].Categories!);
        Assert.Null(complete.Plan.Features[1].Categories);
        Assert.Equal(["p", "q"], complete.Plan.Features[2].Categories!);
        Assert.Equal(["2 1 1", "NaN 2 0", "0 3 1", "1 4 1"], complete.Rows().Select(row => row.Values));
    }

    [Fact]
    public void WithCategories_AnySqlAndWorld_GivesTheSameCodes()
    {
        _folder.Write("1.csv", "city,x\n" + string.Concat(Enumerable.Range(0, 500).Select(i => $"c{i * 7 % 50:00},{i}\n")));
        Dataset data = Open("1.csv", s_keep with { Sql = "select lower(city) as town, x from data where x >= 100" }).WithCategories();
        Assert.Equal(50, data.Plan.Features[0].Categories!.Count);
        Assert.Equal(Enumerable.Range(100, 400).Select(i => $"{i * 7 % 50} {i}"), data.Rows(world: 3).Select(row => row.Values));
    }

    [Fact]
    public void WithCategories_NoText_IsTheSamePlanOfRows()
    {
        Dataset data = Dataset.FromArray(Blocks.Counting(3, 2));
        Assert.Equal(data.Rows(), data.WithCategories().Rows());
    }

    [Fact]
    public void WithCategories_MissingStringRefused_SaysSo()
    {
        string path = _folder.Write("1.csv", "city,x\na,1\n,2\n");
        var fault = Assert.Throws<DatasetException>(() => Open("1.csv", new DatasetOptions()).WithCategories().Rows());
        Assert.Contains($"{path}, row 2, column 'city': the value is missing, or is no category of the column.", fault.Message);
    }

    [Fact]
    public void Complete_MoreCategoriesThanFloatsAreExactFor_Throws()
    {
        string path = _folder.Write("1.csv", "city\na\nb\nc\n");
        Dataset data = Open("1.csv", s_keep);
        DataColumn city = data.Plan.Features[0];
        DataColumn? three = TextCategories.Complete(city, data.Plan, data.Reader, CancellationToken.None, most: 3);
        Assert.Equal(3, three!.Categories!.Count);
        var fault = Assert.Throws<DatasetException>(
            () => TextCategories.Complete(city, data.Plan, data.Reader, CancellationToken.None, most: 2));
        Assert.Equal(
            $"Column 'city' of {path} must have at most 2 categories, but has 3. Leave it out, or group its values with --sql.", fault.Message);
        Assert.Equal(TextCategories.Most - 1, (int)(float)(TextCategories.Most - 1));
    }

    [Fact]
    public void WithCategories_CancelledToken_Throws()
    {
        _folder.Write("1.csv", "city\na\n");
        Dataset data = Open("1.csv", s_keep);
        Assert.ThrowsAny<OperationCanceledException>(() => data.WithCategories(new CancellationToken(canceled: true)));
    }

    [Fact]
    public void WithColumnsOf_OtherOrderAndUnseenStrings_FollowsTheModel()
    {
        _folder.Write("train.csv", "city,x,kind\nb,1,late\nd,2,early\n");
        _folder.Write("new.csv", "more,kind,x,city\n9,late,3,a\n9,late,4,d\n9,late,5,c\n");
        DataPlan model = Open("train.csv", s_keep with { Label = "kind" }).WithCategories().Plan;
        Dataset data = Open("new.csv", s_keep with { Label = "kind" }).WithColumnsOf(model.Features, model.Label);
        Assert.Equal(["city", "x"], data.Plan.Features.Select(column => column.Name));
        Assert.Equal([new(0, "NaN 3", 1, float.NaN), new(1, "1 4", 1, float.NaN), new(2, "NaN 5", 1, float.NaN)], data.Rows());
    }

    [Fact]
    public void WithColumnsOf_NoLabelInTheData_PredictsWithoutOne()
    {
        DataPlan model = Dataset.FromArray(Blocks.Counting(2, 3), new DatasetOptions { Label = "x2" }).Plan;
        Dataset data = Dataset.FromArray(Blocks.Counting(2, 2)).WithColumnsOf(model.Features, model.Label);
        Assert.Null(data.Plan.Label);
        Assert.Equal(["0 1", "2 3"], data.Rows().Select(row => row.Values));
    }

    [Fact]
    public void WithColumnsOf_MissingAndMistypedColumns_NamesAll()
    {
        _folder.Write("train.csv", "city,x,y,kind\nb,1,1,late\n");
        string path = _folder.Write("new.csv", "city,x,yy,kind\n7,w,1,3\n");
        DataPlan model = Open("train.csv", s_keep with { Label = "kind" }).WithCategories().Plan;
        Dataset data = Open("new.csv", s_keep with { Label = "kind" });
        string[] faults = Assert.Throws<DatasetException>(() => data.WithColumnsOf(model.Features, model.Label)).Message.Split(Environment.NewLine);
        Assert.Equal(4, faults.Length);
        Assert.StartsWith($"Column 'city' of {path} must hold text, as in the data that the model was trained on, but holds numbers", faults[0]);
        Assert.StartsWith($"Column 'x' of {path} must hold numbers, as in the data that the model was trained on, but holds text", faults[1]);
        Assert.Equal($"{path} has no feature 'y', which the model was trained on. Nearest: 'x', 'yy'.", faults[2]);
        Assert.StartsWith($"Column 'kind' of {path} must hold text", faults[3]);
    }

    [Fact]
    public void WithColumnsOf_ClassThatTheModelDoesNotKnow_IsNamed()
    {
        _folder.Write("train.csv", "x,kind\n1,late\n2,early\n");
        string path = _folder.Write("new.csv", "x,kind\n1,late\n2,lost\n3,other\n");
        DataPlan model = Open("train.csv", s_keep with { Label = "kind" }).Plan;
        Dataset data = Open("new.csv", s_keep with { Label = "kind" });
        var fault = Assert.Throws<DatasetException>(() => data.WithColumnsOf(model.Features, model.Label));
        Assert.Contains($"Column 'kind' of {path} holds the class 'lost' and 1 more, which the model was not trained on.", fault.Message);
    }

    public void Dispose()
    {
        _reader.Dispose();
        _folder.Dispose();
    }

    private Dataset Open(string name, DatasetOptions options) => new DatasetReader(_reader).Open(_folder.File(name), options);
}
