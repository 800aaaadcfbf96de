using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Escala.Engines;
using Escala.Numerics;

namespace Escala.Clustering;

/// <summary>SHA-256 over the labels of all ranks' rows, as 32-bit integers in the order of the rows.</summary>
internal static class LabelsDigest
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
            using IEnumerator<ReadOnlyMemory<int>> own = Slices(rows, labels).GetEnumerator();
            for (long slice = 0; slice < slices[rank]; slice++)
            {
                ReadOnlyMemory<int> part = rank == collective.Rank && own.MoveNext() ? own.Current : default;
                ReadOnlySpan<int> next = collective.World == 1 ? part.Span : collective.Gather(part.Span)[rank];
                hash.AppendData(MemoryMarshal.AsBytes(next));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The labels slice by slice, each valid until the next one is asked for.</summary>
    private static IEnumerable<ReadOnlyMemory<int>> Slices(RowTiles rows, RowLabels labels)
    {
        var slice = new int[SliceTiles * RowTiles.TileRows];
        for (int index = 0; index < rows.Segments.Count; index++)
        {
            TileSegment segment = rows.Segments[index];
            for (int first = 0; first < segment.TileCount; first += SliceTiles)
            {
                int tiles = Math.Min(SliceTiles, segment.TileCount - first);
                int count = Math.Min(tiles * RowTiles.TileRows, segment.RowCount - (first * RowTiles.TileRows));
                labels.CopyTo(index, first, slice.AsSpan(0, count));
                yield return slice.AsMemory(0, count);
            }
        }
    }
}
