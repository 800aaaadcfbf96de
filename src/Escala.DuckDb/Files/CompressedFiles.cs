using System.Collections.Concurrent;
using System.IO.Compression;

namespace Escala.DuckDb.Files;

/// <summary>
/// Checks compressed CSV files for being complete. DuckDB takes one that is cut short for a shorter one, so each is unpacked once
/// before its rows are read.
/// </summary>
internal sealed class CompressedFiles
{
    private static readonly byte[] s_mark = "The end of a compressed file."u8.ToArray();
    private readonly ConcurrentDictionary<(string Path, long Bytes, DateTime Changed), bool> _complete = new();

    /// <summary>Unpacks a file to its end, unless it was found complete before and has not changed.</summary>
    /// <param name="file">The file; nothing happens where it is not a compressed CSV file.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DatasetException">It is cut short or damaged.</exception>
    public void RequireComplete(DataFile file, CancellationToken cancellationToken)
    {
        if (!FileFormat.IsCsv(file.Format) || !file.Format.EndsWith(".gz", StringComparison.Ordinal))
        {
            return;
        }

        var facts = new FileInfo(file.Path);
        (string, long, DateTime) key = (file.Path, facts.Length, facts.LastWriteTimeUtc);
        if (!_complete.ContainsKey(key))
        {
            Unpack(file.Path, cancellationToken);
            _complete[key] = true;
        }
    }

    private static void Unpack(string path, CancellationToken cancellationToken)
    {
        try
        {
            if (!EndsWhole(path, cancellationToken))
            {
                throw new DatasetException($"{path} is cut short. Compress it again.");
            }
        }
        catch (InvalidDataException error)
        {
            throw new DatasetException($"{path} is cut short or damaged: {error.Message} Compress it again.", error);
        }
    }

    // A compressed file may be followed by another one, and they unpack as one. GZipStream does not tell whether its input ended
    // early; but a mark that is compressed and put after a file comes out at the end only if the file is whole.
    private static bool EndsWhole(string path, CancellationToken cancellationToken)
    {
        using var compressedMark = new MemoryStream();
        using (var zip = new GZipStream(compressedMark, CompressionLevel.Optimal, leaveOpen: true))
        {
            zip.Write(s_mark);
        }

        using var bytes = new GZipStream(new AppendedStream(File.OpenRead(path), compressedMark.ToArray()), CompressionMode.Decompress);
        byte[] buffer = new byte[1 << 16];
        int kept = 0;
        for (int count = bytes.Read(buffer); count > 0; count = bytes.Read(buffer, kept, buffer.Length - kept))
        {
            cancellationToken.ThrowIfCancellationRequested();
            int end = kept + count;
            kept = Math.Min(end, s_mark.Length);
            buffer.AsSpan(end - kept, kept).CopyTo(buffer);
        }

        return buffer.AsSpan(0, kept).SequenceEqual(s_mark);
    }
}
