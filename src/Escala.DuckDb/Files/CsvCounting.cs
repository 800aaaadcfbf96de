namespace Escala.DuckDb.Files;

/// <summary>Counts the rows of ranges of bytes as DuckDB does: an empty line is a row where there is but one column, and else none.</summary>
internal static class CsvCounting
{
    private const int BufferBytes = 1 << 20;

    /// <summary>Counts.</summary>
    /// <param name="file">The file.</param>
    /// <param name="startByte">The first byte of the range.</param>
    /// <param name="endByte">The byte after its last one.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static ByteRangeCounts Count(DataFile file, long startByte, long endByte, CancellationToken cancellationToken)
    {
        CsvHeader header = CsvHeader.Read(file.Path, file.Format);
        using CsvRange range = CsvRange.Open(file, startByte, endByte);
        var scan = new CsvLineScan(header.Separator);
        byte[] buffer = new byte[BufferBytes];
        for (long offset = range.Start; offset < range.End;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int filled = Fill(range, offset, buffer);
            scan.Add(buffer.AsSpan(0, filled));
            offset += filled;
        }

        long lines = scan.LineFeeds + (scan.EndsWithLineFeed ? 0 : 1);
        long rows = lines - (header.Names.Count == 1 ? 0 : scan.EmptyLines) - (startByte == 0 ? 1 : 0);
        return new ByteRangeCounts(rows, scan.LineFeeds, scan.CarriageReturns, scan.IsSafe);
    }

    private static int Fill(CsvRange range, long offset, byte[] buffer)
    {
        int filled = 0;
        for (int read; (read = range.Read(offset + filled, buffer.AsSpan(filled))) > 0;)
        {
            filled += read;
        }

        return filled;
    }
}
