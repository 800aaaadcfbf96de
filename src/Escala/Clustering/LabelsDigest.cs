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
        int size = labels.IsByte ? sizeof(byte) : sizeof(int);
        int[][] lengths = collective.Gather<int>([.. Slices(rows).Select(slice => slice.RowCount * size)]);
        var buffer = new byte[SliceTiles * RowTiles.TileRows * size];
        for (int rank = 0; rank < collective.World; rank++)
        {
            using IEnumerator<Slice> own = Slices(rows).GetEnumerator();
            foreach (int length in lengths[rank])
            {
                Span<byte> part = buffer.AsSpan(0, length);
                if (rank == collective.Rank && own.MoveNext())
                {
                    new ReadOnlySpan<byte>(labels.Tile(own.Current.Segment, own.Current.FirstTile), length).CopyTo(part);
                }

                collective.Broadcast(part, rank);
                hash.AppendData(part);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IEnumerable<Slice> Slices(RowTiles rows)
    {
        for (int index = 0; index < rows.Segments.Count; index++)
        {
            TileSegment segment = rows.Segments[index];
            for (int first = 0; first < segment.TileCount; first += SliceTiles)
            {
                int tiles = Math.Min(SliceTiles, segment.TileCount - first);
                yield return new Slice(index, first, Math.Min(tiles * RowTiles.TileRows, segment.RowCount - (first * RowTiles.TileRows)));
            }
        }
    }

    /// <summary>Rows that are next to each other.</summary>
    private readonly record struct Slice(int Segment, int FirstTile, int RowCount);
}
