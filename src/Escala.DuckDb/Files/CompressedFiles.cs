using System.Collections.Concurrent;
using System.IO.Compression;

namespace Escala.DuckDb.Files;

/// <summary>
/// Checks compressed CSV files for being complete. DuckDB takes one that is cut short for a shorter one, so each is unpacked once
/// before its rows are read.
/// </summary>
internal sealed class CompressedFiles
{
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
        byte[] buffer = new byte[1 << 16];
        try
        {
            using var bytes = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            while (bytes.Read(buffer) > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw new DatasetException($"{path} is cut short or damaged: {error.Message} Compress it again.", error);
        }
    }
}
