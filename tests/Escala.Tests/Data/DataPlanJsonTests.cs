using System.Text.Json;
using Escala.Data;
using Escala.Tests.DuckDb;
using Xunit;

namespace Escala.Tests.Data;

public sealed class DataPlanJsonTests : IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void RoundTrip_OfEveryKindOfData_ReadsTheSameRows()
    {
        string parquet = _data.Parquet("a.parquet", "SELECT i AS x, i % 7 AS y, ['a', 'b'][1 + i % 2] AS t FROM range(10000) r(i)", ", ROW_GROUP_SIZE 2048");
        string csv = _data.Text("a.csv", "x,y,t\n1,2,ä\n3,4,\"b, c\"\n");
        var options = new DatasetOptions { Label = "t", TestFraction = 1.0 / 3, ValidationFraction = 0.1, Seed = ulong.MaxValue, Missing = MissingValues.Drop };
        Dataset[] kinds =
        [
            Open(parquet, options),
            Open(parquet, options with { SampleRows = 777, Features = ["y"], Weights = "x", BlockRows = 128 }),
            Open(parquet, options with { Sql = "select x, y * 2 as y, t from data where x > 100" }),
            Open(parquet, options with { Sql = "select x, y, t from data order by y, x", Group = "y", Missing = MissingValues.Keep }),
            Open(csv, new DatasetOptions()).WithCategories(),
            Open(Npy(), new DatasetOptions()),
        ];
        foreach (Dataset data in kinds)
        {
            DataPlan plan = RoundTrip(data.Plan);
            Assert.Equal(data.Plan.Selection, plan.Selection);
            Assert.Equal(data.Plan.Missing, plan.Missing);
            Assert.Equal(data.Plan.Query, plan.Query);
            Assert.Equal(data.Plan.Bytes, plan.Bytes);
            Assert.Equal(data.Plan.Files.Select(file => file.RowGroups), plan.Files.Select(file => file.RowGroups));
            Assert.Equal(data.Rows(), new Dataset(plan, data.Reader).Rows());
        }
    }

    [Fact]
    public void RoundTrip_Categories_KeepTheirOrderAndCharacters()
    {
        DataPlan plan = Dataset.FromArray(Blocks.Counting(3)).Plan;
        DataColumn text = plan.Features[0] with { Type = ColumnType.Text, Categories = ["", "A\"\n", "a", "ñandú", "\U0001F600"] };
        DataPlan read = RoundTrip(plan with { Features = [text], Label = text, Group = text });
        Assert.Equal(text.Categories, read.Features[0].Categories);
        Assert.Equal(text.Categories, read.Label!.Categories);
        Assert.Equal(ColumnType.Text, read.Group!.Type);
        Assert.Null(read.Weights);
    }

    [Theory]
    [InlineData(0ul)]
    [InlineData(9007199254740993ul)]
    [InlineData(ulong.MaxValue - 1)]
    public void RoundTrip_Thresholds_AreExact(ulong value)
    {
        var selection = new RowSelection { Seed = value, SampleThreshold = value, TestThreshold = value, ValidationThreshold = value };
        Assert.Equal(selection, RoundTrip(Dataset.FromArray(Blocks.Counting(3)).Plan with { Selection = selection }).Selection);
    }

    [Fact]
    public void RoundTrip_Pieces_AreEqual()
    {
        IReadOnlyList<DataPiece> pieces =
        [
            new DataPiece { FileIndex = 0, StartRow = 5, EndRow = long.MaxValue, FileFirstRow = 0 },
            new DataPiece { FileIndex = 1, StartRow = 0, EndRow = null, FileFirstRow = null },
        ];
        string json = JsonSerializer.Serialize(pieces, DataPlanJson.Default.IReadOnlyListDataPiece);
        Assert.Equal(pieces, JsonSerializer.Deserialize(json, DataPlanJson.Default.IReadOnlyListDataPiece));
    }

    private static DataPlan RoundTrip(DataPlan plan)
    {
        string json = JsonSerializer.Serialize(plan, DataPlanJson.Default.DataPlan);
        Assert.DoesNotContain('\n', json);
        DataPlan read = JsonSerializer.Deserialize(json, DataPlanJson.Default.DataPlan)!;
        Assert.Equal(json, JsonSerializer.Serialize(read, DataPlanJson.Default.DataPlan));
        return read;
    }

    private Dataset Open(string path, DatasetOptions options) => new DatasetReader(_data.Reader).Open(path, options);

    private string Npy()
    {
        using var writer = new NpyWriter(_data.File("a.npy"), 2);
        writer.Write([1, 2, 3, 4]);
        return _data.File("a.npy");
    }
}
