using Escala.Measurement;
using Escala.Reports.Results;

namespace Escala.Reports.Charts;

/// <summary>How the data of a run was laid out, from files to blocks.</summary>
/// <param name="fit">The run.</param>
/// <param name="words">The language.</param>
internal sealed class DataLayout(FitReport fit, ChartWords words)
{
    /// <summary>More boxes of a step are summed up in the last one.</summary>
    private const int MostBoxes = 3;

    private const int BytesOfValue = 4;
    private const int BytesOfNumber = 8;

    private int BlockRows => fit.BlockRows;

    /// <summary>The bytes of a row in a block: its values as float32 and its number.</summary>
    private long RowBytes => (BytesOfValue * (long)fit.Features.Count) + BytesOfNumber;

    private long Read => fit.PerRank.Sum(rank => rank.ReadRows);

    private long Kept => fit.UsedRows;

    /// <summary>Whether it is known how many rows each rank kept: only all of them together are counted.</summary>
    private bool IsExact => fit.PerRank.Count == 1 || Kept == Read;

    /// <summary>Files, pieces, ranks, blocks.</summary>
    public IReadOnlyList<LayoutTier> Tiers() => [Files(), Pieces(), Ranks(), Blocks()];

    private LayoutTier Files()
    {
        IReadOnlyList<FileReport> files = fit.Data.Files;
        return new LayoutTier(
            words.Format("layout.files", words.Count("files", files.Count), Size(Sum(files.Select(file => file.Rows)), fit.Data.Bytes)),
            Boxes(files, (file, _) => [Path.GetFileName(file.Path), .. Rows(file.Rows), words.Figures.Bytes(file.Bytes)]));
    }

    private LayoutTier Pieces()
    {
        IReadOnlyList<PieceReport> pieces = fit.Data.Pieces;
        return new LayoutTier(
            words.Format("layout.pieces", words.Count("pieces", pieces.Count)),
            Boxes(pieces, (piece, index) =>
            [
                words.Format("layout.piece", index, piece.FileIndex),
                .. Rows(piece.EndRow is { } end ? end - piece.StartRow : null),
                .. FileBytes(piece),
            ]));
    }

    private LayoutTier Ranks() => new(
        words.Format("layout.ranks", words.Count("ranks", fit.Ranks), words.Count("rows", Read), words.Count("rows", Kept)),
        Boxes(fit.PerRank, (rank, _) =>
        [
            words.Format("layout.rank", rank.Rank, words.Count("threads", rank.Threads)),
            words.Format("layout.read", words.Figures.Count(rank.ReadRows)),
            words.Format("layout.kept", Estimate(words.Figures.Count(KeptBy(rank)))),
        ]));

    private LayoutTier Blocks()
    {
        long rows = Math.Min(BlockRows, fit.PerRank.Max(KeptBy));
        return new LayoutTier(
            words.Format("layout.blocks", words.Count("rows", rows), words.Figures.Bytes(rows * RowBytes), words.Figures.Bytes(RowBytes)),
            Boxes(fit.PerRank, (rank, _) =>
            [
                words.Format("usage.rank", rank.Rank),
                Estimate(words.Count("blocks", BlocksOf(rank))),
                .. LastBlock(rank),
                Estimate(words.Figures.Bytes(KeptBy(rank) * RowBytes)),
            ]));
    }

    private IEnumerable<string> LastBlock(RankMeasurement rank)
    {
        long last = KeptBy(rank) % BlockRows;
        return IsExact && BlocksOf(rank) > 1 && last > 0 ? [words.Format("layout.last", words.Count("rows", last))] : [];
    }

    private long BlocksOf(RankMeasurement rank) => (KeptBy(rank) + BlockRows - 1) / BlockRows;

    private long KeptBy(RankMeasurement rank) => (long)Math.Round((double)Kept * rank.ReadRows / Math.Max(1, Read));

    private string Estimate(string figure) => IsExact ? figure : words.Format("layout.about", figure);

    private IEnumerable<string> FileBytes(PieceReport piece)
    {
        FileReport file = fit.Data.Files[piece.FileIndex];
        if (piece is { StartByte: { } startByte, EndByte: { } endByte })
        {
            return [words.Figures.Bytes(endByte - startByte)];
        }

        return piece.EndRow is { } end && file.Rows > 0
            ? [words.Format("layout.about", words.Figures.Bytes((long)(file.Bytes * ((double)(end - piece.StartRow) / file.Rows.Value))))]
            : piece.StartRow == 0 ? [words.Figures.Bytes(file.Bytes)] : [];
    }

    private string Size(long? rows, long bytes) => string.Join(", ", [.. Rows(rows), words.Figures.Bytes(bytes)]);

    private IEnumerable<string> Rows(long? rows) => rows is { } count ? [words.Count("rows", count)] : [];

    private static long? Sum(IEnumerable<long?> counts) => counts.Aggregate((long?)0, (sum, count) => sum + count);

    private IReadOnlyList<string>[] Boxes<T>(IReadOnlyList<T> items, Func<T, int, IReadOnlyList<string>> describe) =>
        items.Count <= MostBoxes
            ? [.. items.Select(describe)]
            :
            [
                .. items.Take(MostBoxes - 1).Select(describe),
                [words.Format("layout.more", words.Figures.Count(items.Count - MostBoxes + 1))],
            ];
}
