using CsCheck;
using Escala.Data;
using Xunit;

namespace Escala.Tests.Data;

public sealed class PieceBlockSourceTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void Read_DroppedAndUnselectedRows_LeaveBlocksFull() =>
        Gen.Select(Gen.ULong, Gen.Int[1, 900], Gen.Int[0, 900], Gen.Int[1, 4], Gen.Int[1, 4]).Sample((seed, rows, gaps, size, world) =>
        {
            float[,] values = Blocks.Counting(rows, 2);
            for (int i = 0; i < gaps; i++)
            {
                values[(int)(((ulong)i * 7919) + seed % 1000) % rows, i % 2] = float.NaN;
            }

            var options = new DatasetOptions { Seed = seed, SampleRows = Math.Max(1, rows / 2), Missing = MissingValues.Drop, BlockRows = size * 64 };
            Dataset data = Dataset.FromArray(values, options);
            string[] expected = [.. Enumerable.Range(0, rows)
                .Where(row => data.Plan.Selection.Uses(row) && !float.IsNaN(values[row, 0] + values[row, 1]))
                .Select(row => $"{row}: {values[row, 0]} {values[row, 1]}")];
            if (expected.Length == 0)
            {
                Assert.Throws<DatasetException>(() => data.Rows());
                return;
            }

            Assert.Equal(expected, data.Rows(world).Select(row => $"{row.Number}: {row.Values}"));
            int[] counts = [.. data.Source().Read(CancellationToken.None).Select(block => block.RowCount)];
            Assert.All(counts.SkipLast(1), count => Assert.Equal(size * 64, count));
        });

    [Fact]
    public void Read_Counts_TellRowsUsedDroppedAndBytes()
    {
        Dataset data = Dataset.FromArray(
            new[,] { { 1f, 2 }, { float.NaN, 4 }, { 5, 6 } }, new DatasetOptions { Missing = MissingValues.Drop });
        PieceBlockSource source = data.Source();
        Assert.Equal(2, source.Read(CancellationToken.None).Rows().Count);
        Assert.Equal(new ReadCounts(Rows: 3, Used: 2, Dropped: 1, Bytes: 24), source.Counts);
        Assert.Equal(2, source.Read(CancellationToken.None).Rows().Count);
        Assert.Equal(new ReadCounts(Rows: 3, Used: 2, Dropped: 1, Bytes: 24), source.Counts);
    }

    [Theory]
    [InlineData(129, 2)]
    [InlineData(1_000, 2)]
    [InlineData(1_000, 3)]
    [InlineData(1_000, 16)]
    public void Parts_OfAMatrix_AreTheSameBlocks(int rows, int count)
    {
        var options = new DatasetOptions { BlockRows = 64, Missing = MissingValues.Drop, SampleRows = rows / 2 };
        float[,] values = Blocks.Counting(rows, 2);
        values[rows - 1, 1] = float.NaN;
        Dataset data = Dataset.FromArray(values, options);
        PieceBlockSource whole = data.Source(), cut = data.Source();
        List<RowCopy> expected = whole.Read(CancellationToken.None).Rows();

        IReadOnlyList<PieceBlockSource> parts = cut.Parts(count)!;
        Assert.Equal(expected, parts.SelectMany(part => part.Read(CancellationToken.None).Rows()));
        cut.Take(parts);

        Assert.Equal(count, parts.Count);
        Assert.Equal(whole.Counts, cut.Counts);
        Assert.All(parts, part => Assert.True(part.MostRows > 0));
    }

    [Fact]
    public void Parts_FewRowsOrOneThreadOrOtherData_AreNone()
    {
        Assert.Null(Dataset.FromArray(Blocks.Counting(128), new DatasetOptions { BlockRows = 64 }).Source().Parts(3));
        Assert.Null(Dataset.FromArray(Blocks.Counting(1_000), new DatasetOptions { BlockRows = 64 }).Source().Parts(1));
        Assert.Null(Dataset.FromRecords(Enumerable.Range(0, 20_000).Select(x => new { X = x })).Source().Parts(2));
    }

    [Fact]
    public void Parts_UnknownRows_AreNone() => Assert.Null(Lines(new LinesReader(), null, "1,2,3", "4").Source().Parts(2));

    [Fact]
    public void Take_PartsOfWhichNoRowIsLeft_Throws()
    {
        float[] values = [.. Enumerable.Repeat(float.NaN, 200)];
        PieceBlockSource source =
            Dataset.FromRows(values, 1, new DatasetOptions { BlockRows = 64, Missing = MissingValues.Drop }).Source();
        IReadOnlyList<PieceBlockSource> parts = source.Parts(2)!;
        Assert.Empty(parts.SelectMany(part => part.Read(CancellationToken.None).Rows()));
        Assert.Contains("all 200 were dropped", Assert.Throws<DatasetException>(() => source.Take(parts)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_PartOfAFile_CountsItsShareOfTheBytes()
    {
        Dataset data = Dataset.FromArray(Blocks.Counting(10));
        PieceBlockSource source = data.Source(rank: 1, world: 4);
        Assert.Equal([2L, 3, 4], source.Read(CancellationToken.None).Rows().Select(row => row.Number));
        Assert.Equal(12, source.Counts.Bytes);
    }

    [Fact]
    public void Read_SeveralFilesOfUnknownRows_NumbersRowsOverAll()
    {
        var reader = new LinesReader();
        Dataset data = Lines(reader, null, "1,2,3", "4", "5,6");
        Assert.Equal([0L, 1, 2, 3, 4, 5], data.Rows().Select(row => row.Number));
        Assert.Equal(0, reader.Counted);
    }

    [Fact]
    public void Read_UnknownRowsOnSeveralRanks_NumbersRowsAsOneRankDoes()
    {
        Dataset data = Lines(new LinesReader(), null, "1,2,3", "4", "5,6");
        Assert.Equal(data.Rows(), data.Rows(world: 3));
    }

    [Fact]
    public void Read_QueryThatFilters_KeepsTheRowNumbersOfTheFiles()
    {
        Dataset data = Lines(new LinesReader(), "above 2", "1,2,3", "4,0", "5,6");
        Assert.Equal([2L, 3, 5, 6], data.Rows().Select(row => row.Number));
        Assert.Equal(["3", "4", "5", "6"], data.Rows().Select(row => row.Values));
    }

    [Fact]
    public void Read_MissingFeature_NamesFileRowAndColumn() =>
        AssertFault(
            new[,] { { 1f, 2 }, { 3, float.NaN }, { float.NaN, 1 } },
            MissingValues.Refuse,
            "<memory>, row 2, column 'x1': the value is missing.",
            "--missing drop");

    [Fact]
    public void Read_MissingInTheSecondFile_NamesTheRowOfThatFile()
    {
        Dataset data = Lines(new LinesReader(), null, "1,2", "4,,6");
        var fault = Assert.Throws<DatasetException>(() => data.Rows());
        Assert.Contains("1.lines, row 2, column 'x': the value is missing.", fault.Message);
    }

    [Theory]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Read_Infinity_IsRefusedEvenWhenMissingRowsAreDroppedOrKept(float value)
    {
        var values = new[,] { { 1f, float.NaN }, { float.NaN, value } };
        AssertFault(values, MissingValues.Drop, "<memory>, row 2, column 'x1': the value is infinite");
        AssertFault(values, MissingValues.Keep, "<memory>, row 2, column 'x1': the value is infinite");
    }

    [Theory]
    [InlineData(MissingValues.Refuse)]
    [InlineData(MissingValues.Drop)]
    [InlineData(MissingValues.Keep)]
    public void Read_NegativeWeight_NamesFileRowAndColumn(MissingValues missing) =>
        AssertFault(new[,] { { 1f, 2, 0 }, { 3, 4, -0.5f } }, missing, "<memory>, row 2, column 'x2': the weight must be at least 0, but was -0.5.");

    [Theory]
    [InlineData("x1")]
    [InlineData("x2")]
    public void Read_MissingLabelOrWeight_IsDroppedOrRefused(string column)
    {
        var values = new[,] { { 1f, 2, 3 }, { 4, 5, 6 } };
        values[0, column == "x1" ? 1 : 2] = float.NaN;
        var options = new DatasetOptions { Label = "x1", Weights = "x2" };
        Assert.Contains($"row 1, column '{column}'", Assert.Throws<DatasetException>(() => Dataset.FromArray(values, options).Rows()).Message);
        Dataset drops = Dataset.FromArray(values, options with { Missing = MissingValues.Drop });
        Assert.Equal(new RowCopy(1, "4", 5, 6), Assert.Single(drops.Rows()));
    }

    [Fact]
    public void Read_MissingFeaturesKept_AreNaNAndNoRowIsLost()
    {
        float[,] values = Blocks.Counting(300, 2);
        values[0, 0] = values[170, 1] = values[299, 0] = float.NaN;
        Dataset data = Dataset.FromArray(values, new DatasetOptions { Missing = MissingValues.Keep, Label = "x1", BlockRows = 64 });
        values[170, 1] = 7;
        PieceBlockSource source = data.Source();
        List<RowCopy> rows = source.Read(CancellationToken.None).Rows();
        Assert.Equal(Enumerable.Range(0, 300).Select(row => new RowCopy(row, $"{values[row, 0]}", values[row, 1], float.NaN)), rows);
        Assert.Equal(0, source.Counts.Dropped);
    }

    [Theory]
    [InlineData("x1")]
    [InlineData("x2")]
    public void Read_MissingLabelOrWeight_IsRefusedWhereFeaturesMayBeMissing(string column)
    {
        var values = new[,] { { float.NaN, 2, 3 }, { 4, 5, 6 } };
        values[1, column == "x1" ? 1 : 2] = float.NaN;
        var options = new DatasetOptions { Label = "x1", Weights = "x2", Missing = MissingValues.Keep };
        var fault = Assert.Throws<DatasetException>(() => Dataset.FromArray(values, options).Rows());
        Assert.Contains($"<memory>, row 2, column '{column}': the value is missing. Only features may be missing.", fault.Message);
    }

    [Fact]
    public void Read_FaultInARowThatIsNotSampled_IsNoFault()
    {
        float[,] values = Blocks.Counting(200);
        var options = new DatasetOptions { SampleRows = 100 };
        RowSelection selection = Dataset.FromArray(values, options).Plan.Selection;
        values[Enumerable.Range(0, 200).First(row => !selection.Uses(row)), 0] = float.PositiveInfinity;
        Assert.Equal(100, Dataset.FromArray(values, options).Rows().Count);
    }

    [Fact]
    public void Read_NoRows_Throws() => AssertFault(new float[0, 2], MissingValues.Drop, "there are no rows");

    [Fact]
    public void Read_AllRowsDropped_Throws()
    {
        Dataset data = Dataset.FromArray(new[,] { { float.NaN }, { float.NaN } }, new DatasetOptions { Missing = MissingValues.Drop });
        Assert.Contains("every row has a missing value, so all 2 were dropped", Assert.Throws<DatasetException>(() => data.Rows()).Message);
    }

    [Fact]
    public void Read_NoRowLeftByTheQuery_Throws()
    {
        Dataset data = Lines(new LinesReader(), "above 9", "1,2");
        Assert.Contains("no row is left by the query 'above 9'", Assert.Throws<DatasetException>(() => data.Rows()).Message);
    }

    [Fact]
    public void Read_NoRowInTheSample_Throws()
    {
        Dataset data = Dataset.FromArray(Blocks.Counting(3));
        var none = new Dataset(data.Plan with { Selection = new RowSelection { SampleThreshold = 0 } }, data.Reader);
        Assert.Contains("none of the 3 rows read is in the sample", Assert.Throws<DatasetException>(() => none.Rows()).Message);
    }

    [Fact]
    public void Read_RankWithoutRows_IsEmptyAndNoFault() => Assert.Single(Dataset.FromArray(Blocks.Counting(1)).Rows(world: 3));

    [Fact]
    public void Read_CancelledToken_Throws()
    {
        PieceBlockSource source = Dataset.FromArray(Blocks.Counting(10)).Source();
        Assert.ThrowsAny<OperationCanceledException>(() => source.Read(new CancellationToken(canceled: true)).Rows());
    }

    [Fact]
    public void HasNonFinite_AnyPosition_IsFound() => Gen.Select(Gen.Int[1, 100], Gen.Int[0, 99]).Sample((length, position) =>
    {
        float[] values = [.. Enumerable.Range(0, length).Select(i => i % 3 == 0 ? float.MaxValue : -i)];
        Assert.False(RowScreen.HasNonFinite(values));
        Assert.False(RowScreen.HasInfinite(values));
        foreach (float wrong in new[] { float.NaN, -float.NaN, float.PositiveInfinity, float.NegativeInfinity })
        {
            values[position % length] = wrong;
            Assert.True(RowScreen.HasNonFinite(values));
            Assert.Equal(float.IsInfinity(wrong), RowScreen.HasInfinite(values));
        }
    });

    public void Dispose() => _folder.Dispose();

    private Dataset Lines(LinesReader reader, string? sql, params string[] files)
    {
        for (int i = 0; i < files.Length; i++)
        {
            _folder.Write($"{i}.lines", "x:Number\n" + files[i].Replace(',', '\n'));
        }

        return new DatasetReader([reader]).Open(_folder.File("*.lines"), new DatasetOptions { Sql = sql });
    }

    private static void AssertFault(float[,] values, MissingValues missing, params string[] parts)
    {
        var options = new DatasetOptions { Missing = missing, Weights = values.GetLength(1) == 3 ? "x2" : null };
        var fault = Assert.Throws<DatasetException>(() => Dataset.FromArray(values, options).Rows());
        Assert.All(parts, part => Assert.Contains(part, fault.Message));
    }
}
