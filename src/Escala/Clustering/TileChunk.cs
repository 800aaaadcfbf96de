using Escala.Numerics;

namespace Escala.Clustering;

/// <summary>Some consecutive tiles of a segment: what a thread takes at a time.</summary>
/// <param name="Segment">The index of the segment.</param>
/// <param name="FirstTile">The index of the first tile in the segment.</param>
/// <param name="TileCount">The number of tiles, at least 1.</param>
internal readonly record struct TileChunk(int Segment, int FirstTile, int TileCount)
{
    /// <summary>
    /// Cuts rows into chunks of about equal work: small enough to share evenly and to stop at soon, large enough for taking one
    /// to cost nothing.
    /// </summary>
    /// <param name="rows">The rows.</param>
    /// <param name="clusterCount">The number of centroids that each row meets.</param>
    public static TileChunk[] Cut(RowTiles rows, int clusterCount)
    {
        const double MultiplyAddsPerChunk = 1 << 23;
        const int MostTiles = 128;

        double perTile = (double)RowTiles.TileRows * rows.FeatureCount * clusterCount;
        int tiles = (int)Math.Clamp(MultiplyAddsPerChunk / perTile, 1, MostTiles);
        var chunks = new List<TileChunk>();
        for (int segment = 0; segment < rows.Segments.Count; segment++)
        {
            int count = rows.Segments[segment].TileCount;
            for (int first = 0; first < count; first += tiles)
            {
                chunks.Add(new TileChunk(segment, first, Math.Min(tiles, count - first)));
            }
        }

        return [.. chunks];
    }
}
