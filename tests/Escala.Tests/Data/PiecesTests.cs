using CsCheck;
using Escala.Data;
using Xunit;

namespace Escala.Tests.Data;

public class PiecesTests
{
    private static readonly Gen<DataFile> File =
        from groups in Gen.Long[0, 40].Array[0, 6]
        from bytes in Gen.Long[0, 1000]
        from hasGroups in Gen.Bool
        select new DataFile
        {
            Path = "/a",
            Format = "x",
            Bytes = bytes,
            Rows = groups.Sum(),
            RowGroups = hasGroups ? Starts(groups) : null,
        };

    private static readonly Gen<(DataFile[] Files, int World)> Case = Gen.Select(File.Array[1, 6], Gen.Int[1, 12]);

    [Fact]
    public void PiecesOf_KnownRows_CoverEveryRowOnceInOrder() => Case.Sample(test =>
    {
        DataPlan plan = Plan(test.Files);
        long[] expected = [.. Enumerable.Range(0, (int)test.Files.Sum(file => file.Rows!.Value)).Select(row => (long)row)];
        IEnumerable<long> rows = Enumerable.Range(0, test.World)
            .SelectMany(rank => plan.PiecesOf(rank, test.World))
            .SelectMany(piece => Rows(piece.FileFirstRow!.Value + piece.StartRow, piece.EndRow!.Value - piece.StartRow));
        Assert.Equal(expected, rows);
    });

    [Fact]
    public void PiecesOf_KnownRows_BelongToTheirFile() => Case.Sample(test =>
    {
        DataPlan plan = Plan(test.Files);
        foreach (DataPiece piece in Enumerable.Range(0, test.World).SelectMany(rank => plan.PiecesOf(rank, test.World)))
        {
            Assert.Equal(test.Files.Take(piece.FileIndex).Sum(file => file.Rows), piece.FileFirstRow);
            Assert.InRange(piece.StartRow, 0, piece.EndRow!.Value - 1);
            Assert.InRange(piece.EndRow.Value, 1, test.Files[piece.FileIndex].Rows!.Value);
        }
    });

    [Fact]
    public void PiecesOf_EnoughRowGroups_StartAtOneAndLeaveNoRankEmpty() => Case.Sample(test =>
    {
        int groups = test.Files.Sum(file => (file.RowGroups ?? [0]).Where(start => start < file.Rows).Distinct().Count());
        if (groups < test.World)
        {
            return;
        }

        DataPlan plan = Plan(test.Files);
        for (int rank = 0; rank < test.World; rank++)
        {
            IReadOnlyList<DataPiece> pieces = plan.PiecesOf(rank, test.World);
            Assert.NotEmpty(pieces);
            Assert.All(pieces, piece => Assert.Contains(piece.StartRow, test.Files[piece.FileIndex].RowGroups ?? [0]));
        }
    });

    [Fact]
    public void PiecesOf_FewerRowGroupsThanRanks_DifferByOneRowAtMost() => Gen.Select(Gen.Long[0, 1000], Gen.Int[2, 9]).Sample((rows, world) =>
    {
        DataPlan plan = Plan(new DataFile { Path = "/a", Format = "x", Bytes = 1, Rows = rows, RowGroups = [0] });
        long[] counts = [.. Enumerable.Range(0, world).Select(rank => plan.PiecesOf(rank, world).Sum(piece => piece.EndRow!.Value - piece.StartRow))];
        Assert.InRange(counts.Max() - counts.Min(), 0, 1);
    });

    [Fact]
    public void PiecesOf_UnknownRows_CoverEveryFileOnceInOrder() => Case.Sample(test =>
    {
        DataFile[] files = [.. test.Files.Select(file => file with { Rows = null, RowGroups = null })];
        IEnumerable<DataPiece> pieces = Enumerable.Range(0, test.World).SelectMany(rank => Plan(files).PiecesOf(rank, test.World));
        Assert.Equal(Enumerable.Range(0, files.Length), pieces.Select(piece => piece.FileIndex));
        Assert.All(pieces, piece => Assert.Equal((0, null), (piece.StartRow, piece.EndRow)));
        Assert.All(pieces, piece => Assert.Equal(piece.FileIndex == 0 ? 0 : null, piece.FileFirstRow));
    });

    [Fact]
    public void PiecesOf_UnknownRows_AreSharedByBytes()
    {
        DataFile[] files = [.. new[] { 90L, 10, 50, 50 }.Select(bytes => new DataFile { Path = "/a", Format = "csv", Bytes = bytes })];
        Assert.Equal([0, 1], Plan(files).PiecesOf(0, 2).Select(piece => piece.FileIndex));
        Assert.Equal([2, 3], Plan(files).PiecesOf(1, 2).Select(piece => piece.FileIndex));
    }

    [Fact]
    public void PiecesOf_EqualRowGroups_AreSharedEvenly()
    {
        DataPlan plan = Plan(new DataFile { Path = "/a", Format = "parquet", Bytes = 1, Rows = 350, RowGroups = [0, 100, 200, 300] });
        Assert.Equal([(0L, 200L)], plan.PiecesOf(0, 2).Select(piece => (piece.StartRow, piece.EndRow!.Value)));
        Assert.Equal([(200L, 350L)], plan.PiecesOf(1, 2).Select(piece => (piece.StartRow, piece.EndRow!.Value)));
    }

    [Fact]
    public void PiecesOf_AFileKnownAfterAnUnknownOne_HasNoFirstRow()
    {
        DataPlan plan = Plan(
            new DataFile { Path = "/a", Format = "x", Bytes = 1, Rows = 5 },
            new DataFile { Path = "/b", Format = "x", Bytes = 1 },
            new DataFile { Path = "/c", Format = "x", Bytes = 1, Rows = 7 });
        Assert.Equal([0L, 5, null], plan.PiecesOf(0, 1).Select(piece => piece.FileFirstRow));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 2)]
    [InlineData(2, 2)]
    public void PiecesOf_RankOutsideTheWorld_Throws(int rank, int world) => Assert.Throws<ArgumentOutOfRangeException>(
        () => Plan(new DataFile { Path = "/a", Format = "x", Bytes = 1, Rows = 1 }).PiecesOf(rank, world));

    private static DataPlan Plan(params DataFile[] files) => new()
    {
        Files = files,
        Features = [new DataColumn { Name = "x0", Type = ColumnType.Number, StoredType = "f4" }],
    };

    private static List<long> Starts(long[] groups)
    {
        var starts = new List<long> { 0 };
        foreach (long rows in groups.SkipLast(1))
        {
            starts.Add(starts[^1] + rows);
        }

        return starts;
    }

    private static IEnumerable<long> Rows(long first, long count)
    {
        for (long row = first; row < first + count; row++)
        {
            yield return row;
        }
    }
}
