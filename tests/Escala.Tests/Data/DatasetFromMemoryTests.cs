using Escala.Data;
using Xunit;

namespace Escala.Tests.Data;

public class DatasetFromMemoryTests
{
    [Fact]
    public void FromArray_Rows_AreReadAsTheyAre()
    {
        Dataset data = Dataset.FromArray(new[,] { { 1f, 2 }, { 3, 4 } });
        Assert.Equal(["x0", "x1"], data.Plan.Features.Select(column => column.Name));
        Assert.Equal([new RowCopy(0, "1 2", float.NaN, float.NaN), new RowCopy(1, "3 4", float.NaN, float.NaN)], data.Rows());
    }

    [Fact]
    public void FromRows_Values_AreTheSameAsAnArray()
    {
        var values = new float[] { 1, 2, 3, 4, 5, 6 };
        Assert.Equal(Dataset.FromArray(new[,] { { 1f, 2, 3 }, { 4, 5, 6 } }).Rows(), Dataset.FromRows(values, features: 3).Rows());
    }

    [Fact]
    public void FromArray_OptionsNameColumns_AreHonoured()
    {
        var options = new DatasetOptions { Features = ["x2", "x0"], Label = "x1" };
        Assert.Equal(new RowCopy(0, "3 1", 2, float.NaN), Assert.Single(Dataset.FromArray(new[,] { { 1f, 2, 3 } }, options).Rows()));
    }

    [Fact]
    public void FromArray_ChangedAfterwards_ReadsTheCallersMemory()
    {
        var values = new[,] { { 1f } };
        Dataset data = Dataset.FromArray(values);
        values[0, 0] = 9;
        Assert.Equal("9", Assert.Single(data.Rows()).Values);
    }

    [Fact]
    public void FromArray_NoFeatures_Throws() =>
        Assert.Contains("no column left", Assert.Throws<DatasetException>(() => Dataset.FromArray(new float[3, 0])).Message);

    [Fact]
    public void FromArray_Sql_Throws() => Assert.Contains(
        "Sql of DatasetOptions must be left out for rows in memory, but was 'select 1'",
        Assert.Throws<InvalidOptionsException>(() => Dataset.FromArray(new float[1, 1], new DatasetOptions { Sql = "select 1" })).Message);

    [Fact]
    public void FromRows_PartOfARow_Throws() =>
        Assert.Contains("multiple of 2, but was 3", Assert.Throws<ArgumentException>(() => Dataset.FromRows(new float[3], features: 2)).Message);

    [Fact]
    public void FromRows_NoFeatures_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Dataset.FromRows(new float[3], features: 0));

    [Fact]
    public void FromRecords_Properties_AreColumns()
    {
        Flight[] flights = [new(5, 1.5, true, null), new(-3, 2.5, false, 7)];
        Dataset data = Dataset.FromRecords(flights, new DatasetOptions { Missing = MissingValues.Drop });
        Assert.Equal(["Delay", "Distance", "OnTime", "Gate"], data.Plan.Features.Select(column => column.Name));
        Assert.Equal(ColumnType.Boolean, data.Plan.Features[2].Type);
        RowCopy row = Assert.Single(data.Rows());
        Assert.Equal((1, "-3 2.5 0 7"), (row.Number, row.Values));
    }

    [Fact]
    public void FromRecords_EveryNumberType_IsConverted()
    {
        Dataset data = Dataset.FromRecords([new Numbers(1, 2, 3, 4, 5, 6, 7, 8, 9.5f, 10.5, 11.5m, (Half)12.5, 13)]);
        Assert.Equal("1 2 3 4 5 6 7 8 9.5 10.5 11.5 12.5 13", Assert.Single(data.Rows()).Values);
    }

    [Fact]
    public void FromRecords_Structs_HonourNulls()
    {
        Point[] points = [new Point(1, null), new Point(2, 3)];
        Dataset data = Dataset.FromRecords(points, new DatasetOptions { Missing = MissingValues.Drop });
        Assert.Equal("2 3", Assert.Single(data.Rows()).Values);
    }

    [Fact]
    public void FromRecords_SequenceThatCanBeEnumeratedOnce_CanBeReadTwice()
    {
        int enumerations = 0;
        IEnumerable<Point> Points()
        {
            enumerations++;
            yield return new Point(1, 2);
        }

        Dataset data = Dataset.FromRecords(Points());
        Assert.Equal(data.Rows(), data.Rows());
        Assert.Equal(1, enumerations);
    }

    [Fact]
    public void FromRecords_PropertyThatIsNoNumber_IsRefusedByName()
    {
        var fault = Assert.Throws<DatasetException>(() => Dataset.FromRecords([new Named(1, "a", DateTime.UnixEpoch, DayOfWeek.Friday)]));
        Assert.Contains("Property 'Name' of Named must be a number or a bool, but was a String.", fault.Message);
        Assert.Contains("Property 'When' of Named", fault.Message);
        Assert.Contains("Property 'Day' of Named", fault.Message);
    }

    [Fact]
    public void FromRecords_NullRecord_NamesTheRow()
    {
        Dataset data = Dataset.FromRecords<Flight>([new(1, 1, true, 1), null!]);
        Assert.Contains("row 2: the record is null", Assert.Throws<DatasetException>(() => data.Rows()).Message);
    }

    [Fact]
    public void FromRecords_ValueBeyondFloat32_IsRefused()
    {
        Dataset data = Dataset.FromRecords([new Flight(1, 1e300, true, 1)]);
        Assert.Contains(
            "row 1, column 'Distance': the value is infinite, or beyond what float32 holds",
            Assert.Throws<DatasetException>(() => data.Rows()).Message);
    }

    private sealed record Flight(int Delay, double Distance, bool OnTime, short? Gate);

    private sealed record Named(int Id, string Name, DateTime When, DayOfWeek Day);

    private readonly record struct Point(float X, double? Y);

    private readonly record struct Numbers(
        sbyte A, byte B, short C, ushort D, int E, uint F, long G, ulong H, float I, double J, decimal K, Half L, int? M);
}
