using CsCheck;
using Escala.Data;
using Escala.DuckDb;
using Xunit;

namespace Escala.Tests.Data;

public sealed class GroupTests : IDisposable
{
    private static readonly DatasetOptions s_grouped = new() { Group = "x1" };
    private static readonly Gen<int[]> s_sizes = Gen.Int[1, 40].Array[1, 60];
    private readonly TempFolder _folder = new();
    private readonly DuckDbReader _reader = new();

    [Fact]
    public void PiecesOf_ThreeGroups_AreCutBetweenThem()
    {
        Dataset data = Dataset.FromArray(Grouped(2, 3, 1), s_grouped);
        Assert.Equal([0L, 2, 5], data.Plan.Files[0].RowGroups!);
        Assert.Equal(["x0"], data.Plan.Features.Select(column => column.Name));
        Assert.Equal([(0L, 2L), (2, 6)], Pieces(data, 2));
        Assert.Equal([(0L, 2L), (2, 5), (5, 6)], Pieces(data, 3));
        Assert.Equal([(0L, 2L), (2, 5), (5, 6)], Pieces(data, 5));
        Assert.Equal([0f, 0, 1, 1, 1, 2], data.Rows().Select(row => row.Group));
    }

    [Fact]
    public void PiecesOf_OneGroup_IsOneRanks() => Assert.Equal([(0L, 9L)], Pieces(Dataset.FromArray(Grouped(9), s_grouped), 4));

    [Fact]
    public void Open_ManyGroups_KeepsABoundedNumberOfCuts()
    {
        Dataset data = Dataset.FromArray(Grouped([.. Enumerable.Repeat(1, 50_000)]), s_grouped);
        Assert.InRange(data.Plan.Files[0].RowGroups!.Count, 1000, 1024);
        Assert.All(Pieces(data, 4), piece => Assert.InRange(piece.End - piece.Start, 12_450, 12_550));
    }

    [Fact]
    public void Read_AnyWorldAndBlockSize_CutsNoGroup() =>
        Gen.Select(s_sizes, Gen.Int[1, 5], Gen.Int[1, 4]).Sample((sizes, world, size) =>
        {
            Dataset data = Dataset.FromArray(Grouped(sizes), s_grouped with { BlockRows = size * 64 });
            List<RowCopy>[] ranks = [.. Enumerable.Range(0, world).Select(rank => data.Source(rank, world).Read(CancellationToken.None).Rows())];
            Assert.Equal(Dataset.FromArray(Grouped(sizes), s_grouped).Rows(), ranks.SelectMany(rows => rows));
            Assert.Equal(sizes.Length, ranks.Sum(rows => rows.Select(row => row.Group).Distinct().Count()));
            Assert.True(ranks.Count(rows => rows.Count > 0) == Math.Min(world, sizes.Length));
        });

    [Fact]
    public void Partition_AnyWorldAndBlockSize_CutsNoGroup() =>
        Gen.Select(Gen.ULong, s_sizes, Gen.Double[0, 0.99], Gen.Double[0, 0.99], Gen.Int[1, 5], Gen.Int[1, 4]).Sample(
            (seed, sizes, test, validation, world, size) =>
            {
                DatasetOptions options = s_grouped with { Seed = seed, TestFraction = test, BlockRows = size * 64 };
                Dataset with = Dataset.FromArray(Grouped(sizes), options with { ValidationFraction = validation });
                List<RowCopy>[] parts = [.. Enum.GetValues<RowPart>().Select(part => Split(with, world, part))];
                Assert.Equal(with.Rows(), parts.SelectMany(rows => rows).OrderBy(row => row.Number));
                Assert.Equal(sizes.Length, parts.Sum(rows => rows.Select(row => row.Group).Distinct().Count()));
                Assert.Equal(parts[(int)RowPart.Test], Split(Dataset.FromArray(Grouped(sizes), options), 1, RowPart.Test));
                Assert.All(
                    parts.Index(),
                    part => Assert.All(FirstRows(part.Item), row => Assert.Equal((RowPart)part.Index, with.Plan.Selection.PartOf(row.Number))));
            });

    [Theory]
    [InlineData("csv")]
    [InlineData("parquet")]
    public void Open_TextGroupsOverFiles_GoOnInTheNextOne(string format)
    {
        Write("1", format, "('p', 1), ('p', 2), ('a', 3)");
        Write("2", format, "('a', 4), ('a', 5), ('z', 6)");
        Write("3", format, "('b', 7)");
        Dataset data = Open($"*.{format}", new DatasetOptions { Group = "q" });
        Assert.Equal(["a", "b", "p", "z"], data.Plan.Group!.Categories!);
        Assert.Equal([[0L, 2], [2], [0]], data.Plan.Files.Select(file => file.RowGroups!.ToArray()));
        for (int world = 1; world <= 5; world++)
        {
            Assert.Equal([2f, 2, 0, 0, 0, 3, 1], data.Rows(world).Select(row => row.Group));
            Assert.Equal([0L, 1, 2, 3, 4, 5, 6], data.Rows(world).Select(row => row.Number));
        }

        Assert.Equal([0L, 1], data.Source(0, 4).Read(CancellationToken.None).Rows().Select(row => row.Number));
    }

    [Fact]
    public void Open_QueryThatOrders_PutsGroupsTogether()
    {
        Write("1", "csv", "('b', 1), ('a', 2), ('b', 3)");
        var options = new DatasetOptions { Group = "q" };
        var fault = Assert.Throws<DatasetException>(() => Open("1.csv", options));
        Assert.Contains(
            "1.csv, row 3, column 'q': the group 'b' was there before, with other groups between. The rows of a group must stand "
            + "together: add \"order by q\" to --sql, or sort the data.",
            fault.Message);
        Dataset data = Open("1.csv", options with { Sql = "select * from data order by q, x" });
        Assert.Equal([new(0, "2", float.NaN, float.NaN, 0), new(1, "1", float.NaN, float.NaN, 1), new(2, "3", float.NaN, float.NaN, 1)], data.Rows());
    }

    [Fact]
    public void Open_QueryThatFilters_CutsAtGroupsThatAreLeft()
    {
        Write("1", "parquet", "(1, 1), (1, 2), (2, 3), (1, 4), (1, 5), (3, 6)");
        Dataset data = Open("1.parquet", new DatasetOptions { Group = "q", Sql = "select * from data where q <> 2 and x > 1" });
        Assert.Equal([0L, 5], data.Plan.Files[0].RowGroups!);
        Assert.Equal([1L, 3, 4, 5], data.Rows(world: 2).Select(row => row.Number));
    }

    [Theory]
    [InlineData(0.5f, "but was 0.5.")]
    [InlineData(16_777_216f, "but was 16777216.")]
    [InlineData(-16_777_216f, "but was -16777216.")]
    [InlineData(float.PositiveInfinity, "but was Infinity.")]
    public void Open_GroupThatIsNoExactWholeNumber_NamesTheRow(float group, string end)
    {
        float[,] rows = Grouped(1, 2);
        rows[2, 1] = group;
        var fault = Assert.Throws<DatasetException>(() => Dataset.FromArray(rows, s_grouped));
        Assert.Contains("<memory>, row 3, column 'x1': a group must be text, or a whole number above -16777216 and below 16777216, ", fault.Message);
        Assert.Contains(end, fault.Message);
    }

    [Fact]
    public void Open_LargestExactNumbers_AreGroups() =>
        Assert.Equal(2, Dataset.FromArray(new[,] { { 1f, -16_777_215 }, { 2, 16_777_215 } }, s_grouped).Plan.Files[0].RowGroups!.Count);

    [Theory]
    [InlineData(MissingValues.Refuse)]
    [InlineData(MissingValues.Keep)]
    public void Open_MissingGroup_IsRefused(MissingValues missing)
    {
        float[,] rows = Grouped(1, 2);
        rows[1, 1] = float.NaN;
        var fault = Assert.Throws<DatasetException>(() => Dataset.FromArray(rows, s_grouped with { Missing = missing }));
        Assert.Contains("<memory>, row 2, column 'x1': the group is missing.", fault.Message);
    }

    [Fact]
    public void Read_MissingGroupDropped_LosesOnlyItsRow()
    {
        float[,] rows = Grouped(3, 3, 2);
        rows[0, 1] = rows[4, 1] = float.NaN;
        Dataset data = Dataset.FromArray(rows, s_grouped with { Missing = MissingValues.Drop });
        for (int world = 1; world <= 5; world++)
        {
            Assert.Equal([1L, 2, 3, 5, 6, 7], data.Rows(world).Select(row => row.Number));
        }
    }

    [Fact]
    public void Open_NoSuchGroupColumn_IsNamedWithTheNearest()
    {
        var fault = Assert.Throws<DatasetException>(() => Dataset.FromArray(Grouped(2), new DatasetOptions { Group = "x2" }));
        Assert.Contains("has no column 'x2', which was named as the group. Nearest: 'x0', 'x1'", fault.Message);
    }

    [Fact]
    public void Open_CancelledToken_Throws()
    {
        Write("1", "csv", "(1, 2)");
        Assert.ThrowsAny<OperationCanceledException>(
            () => new DatasetReader(_reader).Open(_folder.File("1.csv"), new DatasetOptions { Group = "q" }, new CancellationToken(true)));
    }

    public void Dispose()
    {
        _reader.Dispose();
        _folder.Dispose();
    }

    /// <summary>Rows of a running number and their group: groups 0, 1, 2 ... of the sizes given.</summary>
    private static float[,] Grouped(params int[] sizes)
    {
        int[] groups = [.. sizes.SelectMany((size, group) => Enumerable.Repeat(group, size))];
        var rows = new float[groups.Length, 2];
        for (int i = 0; i < groups.Length; i++)
        {
            (rows[i, 0], rows[i, 1]) = (i, groups[i]);
        }

        return rows;
    }

    private static List<(long Start, long End)> Pieces(Dataset data, int world) =>
        [.. Enumerable.Range(0, world).SelectMany(rank => data.Plan.PiecesOf(rank, world)).Select(piece => (piece.StartRow, piece.EndRow!.Value))];

    private static IEnumerable<RowCopy> FirstRows(IEnumerable<RowCopy> rows) => rows.GroupBy(row => row.Group).Select(group => group.MinBy(row => row.Number)!);

    private static List<RowCopy> Split(Dataset data, int world, RowPart wanted) =>
        [.. Enumerable.Range(0, world)
            .SelectMany(rank => RowSplit.Partition(data.Source(rank, world).Read(CancellationToken.None), data.Plan.Selection))
            .SelectMany(part => new[] { part.Block }.Rows().Where(_ => part.Part == wanted))];

    private void Write(string name, string format, string values)
    {
        using var session = Escala.DuckDb.Native.DuckDbSession.Open(new() { Threads = 1 }, CancellationToken.None);
        session.Execute($"COPY (SELECT * FROM (VALUES {values}) t(q, x)) TO '{_folder.File($"{name}.{format}")}' (FORMAT {format})");
    }

    private Dataset Open(string name, DatasetOptions options) => new DatasetReader(_reader).Open(_folder.File(name), options);
}
