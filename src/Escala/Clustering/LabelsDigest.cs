using System.Security.Cryptography;
using Escala.Engines;
using Escala.Numerics;

namespace Escala.Clustering;

/// <summary>
/// SHA-256 over the labels of all ranks' rows in the order of the rows: one byte each for up to 255 clusters, 32-bit integers beyond.
/// </summary>
internal static unsafe class LabelsDigest
{
    /// <summary>The labels that ranks exchange at a time.</summary>
    private const int SliceTiles = 1_024;

    /// <summary>Computes the digest, in lower-case hexadecimal.</summary>
    public static string Compute(RowTiles rows, RowLabels labels, ICollective collective)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long mine = rows.Segments.Sum(segment => (long)((segment.TileCount + SliceTiles - 1) / SliceTiles));
        long[] slices = [.. collective.Gather<long>([mine]).Select(count => count[0])];
        for (int rank = 0; rank < collective.World; rank++)
        {
            using IEnumerator<ReadOnlyMemory<byte>> own = Slices(rows, labels).GetEnumerator();
            for (long slice = 0; slice < slices[rank]; slice++)
            {
                ReadOnlyMemory<byte> part = rank == collective.Rank && own.MoveNext() ? own.Current : default;
                ReadOnlySpan<byte> next = collective.World == 1 ? part.Span : collective.Gather(part.Span)[rank];
                hash.AppendData(next);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The labels slice by slice, each valid until the next one is asked for.</summary>
    private static IEnumerable<ReadOnlyMemory<byte>> Slices(RowTiles rows, RowLabels labels)
    {
        int size = labels.IsByte ? sizeof(byte) : sizeof(int);
        var slice = new byte[SliceTiles * RowTiles.TileRows * size];
        for (int index = 0; index < rows.Segments.Count; index++)
        {
            TileSegment segment = rows.Segments[index];
            for (int first = 0; first < segment.TileCount; first += SliceTiles)
            {
                int tiles = Math.Min(SliceTiles, segment.TileCount - first);
                int count = Math.Min(tiles * RowTiles.TileRows, segment.RowCount - (first * RowTiles.TileRows));
                Copy(labels, index, first, slice.AsSpan(0, count * size));
                yield return slice.AsMemory(0, count * size);
            }
        }
    }

    private static void Copy(RowLabels labels, int segment, int tile, Span<byte> target) =>
        new ReadOnlySpan<byte>(labels.Tile(segment, tile), target.Length).CopyTo(target);
}
