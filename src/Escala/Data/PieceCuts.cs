namespace Escala.Data;

/// <summary>Shares files between ranks.</summary>
internal static class PieceCuts
{
    /// <summary>The pieces of one rank; see <see cref="DataPlan.PiecesOf"/>.</summary>
    public static IReadOnlyList<DataPiece> Pieces(IReadOnlyList<DataFile> files, int rank, int world, bool keepsRowGroups)
    {
        if (files.Any(file => file.Rows is null))
        {
            return world > 1 && files.All(file => file.HasByteRanges)
                ? ByteRanges(files, rank, world)
                : WholeFiles(files, rank, world);
        }

        long[] groups = RowGroups(files, out long rows);
        if (groups.Length < world && !keepsRowGroups)
        {
            return RowRange(files, Share(rows, rank, world), Share(rows, rank + 1, world));
        }

        int[] cuts = Cuts(groups, rows, world);
        return RowRange(files, GroupStart(groups, cuts[rank], rows), GroupStart(groups, cuts[rank + 1], rows));
    }

    /// <summary>
    /// Cuts the pieces of one rank for its threads: between row groups, and where a reader can start at any row between whole blocks,
    /// so that blocks are the same as without a cut.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="pieces">Pieces that follow one another.</param>
    /// <param name="count">The number of parts.</param>
    /// <returns>The pieces of each part, in order; null where rows are not known before they are read, or there are too few.</returns>
    public static List<IReadOnlyList<DataPiece>>? Parts(DataPlan plan, IReadOnlyList<DataPiece> pieces, int count)
    {
        if (plan.Rows is null || pieces.Count == 0 || pieces.Any(piece => piece.EndRow is null))
        {
            return null;
        }

        List<long> starts = [];
        foreach (DataPiece piece in pieces)
        {
            IEnumerable<long> rows = plan.Files[piece.FileIndex].RowGroups?.Where(row => row > piece.StartRow && row < piece.EndRow)
                ?? Steps(piece, plan.BlockRows);
            starts.AddRange(rows.Prepend(piece.StartRow).Select(row => piece.FileFirstRow!.Value + row));
        }

        if (starts.Count < count)
        {
            return null;
        }

        long start = starts[0];
        long end = pieces[^1].FileFirstRow!.Value + pieces[^1].EndRow!.Value;
        long[] units = [.. starts.Select(row => row - start)];
        int[] cuts = Cuts(units, end - start, count);
        long Cut(int part) => start + GroupStart(units, cuts[part], end - start);
        return [.. Enumerable.Range(0, count).Select(part => RowRange(plan.Files, Cut(part), Cut(part + 1)))];
    }

    private static IEnumerable<long> Steps(DataPiece piece, int step)
    {
        for (long row = piece.StartRow + step; row < piece.EndRow; row += step)
        {
            yield return row;
        }
    }

    /// <summary>
    /// Cuts units into one run per rank, each cut as near to equal shares as the units let it be, and no run empty where there
    /// are enough units.
    /// </summary>
    /// <param name="starts">Where each unit begins, ascending, the first at 0.</param>
    /// <param name="total">Where the last unit ends.</param>
    /// <param name="world">The number of ranks.</param>
    /// <returns>The first unit of each rank, and after the last rank the number of units.</returns>
    private static int[] Cuts(long[] starts, long total, int world)
    {
        var cuts = new int[world + 1];
        bool enough = starts.Length >= world;
        for (int rank = 1; rank < world; rank++)
        {
            long ideal = Share(total, rank, world);
            int unit = Array.FindIndex(starts, start => start >= ideal);
            unit = unit < 0 ? starts.Length : unit;
            if (unit > 0 && ideal - starts[unit - 1] < GroupStart(starts, unit, total) - ideal)
            {
                unit--;
            }

            int least = enough ? cuts[rank - 1] + 1 : cuts[rank - 1];
            int most = enough ? starts.Length - (world - rank) : starts.Length;
            cuts[rank] = Math.Clamp(unit, least, most);
        }

        cuts[world] = starts.Length;
        return cuts;
    }

    /// <summary>Where all row groups begin, counted over all files. A file that can be entered at any row is one group.</summary>
    private static long[] RowGroups(IReadOnlyList<DataFile> files, out long rows)
    {
        var starts = new List<long>();
        rows = 0;
        foreach (DataFile file in files)
        {
            long first = rows;
            long end = file.Rows!.Value;
            starts.AddRange((file.RowGroups ?? [0]).Where(start => start < end).Distinct().Select(start => first + start));
            rows += end;
        }

        return [.. starts];
    }

    private static List<DataPiece> RowRange(IReadOnlyList<DataFile> files, long start, long end)
    {
        var pieces = new List<DataPiece>();
        long first = 0;
        for (int i = 0; i < files.Count; i++)
        {
            long rows = files[i].Rows!.Value;
            long from = Math.Max(start - first, 0);
            long to = Math.Min(end - first, rows);
            if (from < to)
            {
                pieces.Add(new DataPiece { FileIndex = i, StartRow = from, EndRow = to, FileFirstRow = first });
            }

            first += rows;
        }

        return pieces;
    }

    private static List<DataPiece> WholeFiles(IReadOnlyList<DataFile> files, int rank, int world)
    {
        var starts = new long[files.Count];
        long bytes = 0;
        for (int i = 0; i < files.Count; i++)
        {
            starts[i] = bytes;
            bytes += files[i].Bytes;
        }

        int[] cuts = Cuts(starts, bytes, world);
        var pieces = new List<DataPiece>();
        long? first = 0;
        for (int i = 0; i < cuts[rank + 1]; i++)
        {
            if (i >= cuts[rank] && files[i].Rows != 0)
            {
                pieces.Add(new DataPiece { FileIndex = i, StartRow = 0, EndRow = files[i].Rows, FileFirstRow = first });
            }

            first += files[i].Rows;
        }

        return pieces;
    }

    private static List<DataPiece> ByteRanges(IReadOnlyList<DataFile> files, int rank, int world)
    {
        long bytes = files.Sum(file => file.Bytes);
        long start = Share(bytes, rank, world);
        long end = Share(bytes, rank + 1, world);
        var pieces = new List<DataPiece>();
        long first = 0;
        for (int i = 0; i < files.Count; i++)
        {
            long from = Math.Max(start - first, 0);
            long to = Math.Min(end - first, files[i].Bytes);
            if (from < to)
            {
                pieces.Add(new DataPiece
                {
                    FileIndex = i,
                    StartRow = 0,
                    EndRow = null,
                    FileFirstRow = i == 0 ? 0 : null,
                    StartByte = from,
                    EndByte = to,
                });
            }

            first += files[i].Bytes;
        }

        return pieces;
    }

    private static long GroupStart(long[] starts, int unit, long total) => unit == starts.Length ? total : starts[unit];

    private static long Share(long total, int rank, int world) => (long)((Int128)total * rank / world);
}
