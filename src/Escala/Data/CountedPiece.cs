namespace Escala.Data;

/// <summary>A piece, and what counting it told.</summary>
/// <param name="Piece">The piece.</param>
/// <param name="Counts">Its counts; of a piece that is no range of bytes only the rows, once they are known.</param>
internal readonly record struct CountedPiece(DataPiece Piece, ByteRangeCounts Counts)
{
    /// <summary>Whether it is a whole file whose rows nobody has counted, and which number those of a file after it.</summary>
    /// <param name="files">The plan's files.</param>
    public bool NeedsCount(IReadOnlyList<DataFile> files) =>
        Piece.StartByte is null && files[Piece.FileIndex].Rows is null && Piece.FileIndex < files.Count - 1;

    /// <summary>The pieces with a whole file, for the rank that has most of it, in place of ranges of one that may not be cut.</summary>
    /// <param name="ranks">The pieces of each rank.</param>
    /// <param name="files">The plan's files.</param>
    public static CountedPiece[][] WithWholeFiles(CountedPiece[][] ranks, IReadOnlyList<DataFile> files)
    {
        var counts = new ByteRangeCounts[files.Count];
        var owners = new (int Rank, long Bytes)[files.Count];
        Array.Fill(counts, ByteRangeCounts.None);
        foreach ((int rank, CountedPiece[] pieces) in ranks.Index())
        {
            foreach (CountedPiece counted in pieces)
            {
                int file = counted.Piece.FileIndex;
                long bytes = counted.Piece.EndByte - counted.Piece.StartByte ?? 0;
                counts[file] += counted.Counts;
                owners[file] = bytes > owners[file].Bytes ? (rank, bytes) : owners[file];
            }
        }

        return [.. ranks.Select((pieces, rank) => pieces
            .Where(counted => counted.Piece.StartByte is null || MayBeCut(counted) || owners[counted.Piece.FileIndex].Rank == rank)
            .Select(counted => MayBeCut(counted) ? counted : new CountedPiece(Whole(counted.Piece), ByteRangeCounts.None))
            .ToArray())];

        bool MayBeCut(CountedPiece counted) => counts[counted.Piece.FileIndex].MayBeCut;
    }

    /// <summary>The pieces with their row numbers; without those that have no rows.</summary>
    /// <param name="ranks">The pieces of each rank.</param>
    /// <param name="files">The plan's files.</param>
    public static IReadOnlyList<DataPiece>[] Number(CountedPiece[][] ranks, IReadOnlyList<DataFile> files)
    {
        long[] rows = [.. files.Select(file => file.Rows ?? 0)];
        foreach (CountedPiece counted in ranks.SelectMany(pieces => pieces).Where(counted => files[counted.Piece.FileIndex].Rows is null))
        {
            rows[counted.Piece.FileIndex] += counted.Counts.Rows;
        }

        var next = new long[files.Count];
        return [.. ranks.Select(pieces => pieces.Select(Number).OfType<DataPiece>().ToArray())];

        DataPiece? Number(CountedPiece counted)
        {
            DataPiece piece = counted.Piece with { FileFirstRow = rows.Take(counted.Piece.FileIndex).Sum() };
            if (piece.StartByte is null || (piece.StartByte == 0 && piece.EndByte == files[piece.FileIndex].Bytes))
            {
                return Whole(piece);
            }

            long start = next[piece.FileIndex];
            next[piece.FileIndex] += counted.Counts.Rows;
            return counted.Counts.Rows == 0 ? null : piece with { StartRow = start, EndRow = start + counted.Counts.Rows };
        }
    }

    private static DataPiece Whole(DataPiece piece) => piece with { StartByte = null, EndByte = null };
}
