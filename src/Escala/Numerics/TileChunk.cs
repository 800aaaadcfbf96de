namespace Escala.Numerics;

/// <summary>Some consecutive tiles of one segment: what a thread takes at a time.</summary>
/// <param name="Segment">The index of the segment.</param>
/// <param name="FirstTile">The index of the first tile in the segment.</param>
/// <param name="TileCount">The number of tiles, at least 1.</param>
/// <param name="FirstLane">The lanes in all earlier chunks: the place of this chunk's first row in an array of one element per lane.</param>
internal readonly record struct TileChunk(int Segment, int FirstTile, int TileCount, int FirstLane)
{
    /// <summary>The tiles of a chunk unless told otherwise: 1,024 rows, so that what kernels write stays in the first-level cache.</summary>
    public const int MaxTiles = 16;

    /// <summary>The lanes of <see cref="MaxTiles"/>.</summary>
    public const int MaxLanes = MaxTiles * RowTiles.TileRows;

    /// <summary>Cuts rows into chunks.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="mostTiles">The most tiles of a chunk, at least 1.</param>
    public static TileChunk[] Cut(RowTiles rows, int mostTiles = MaxTiles)
    {
        var chunks = new List<TileChunk>();
        int lane = 0;
        for (int segment = 0; segment < rows.Segments.Count; segment++)
        {
            int tiles = rows.Segments[segment].TileCount;
            for (int first = 0; first < tiles; first += mostTiles)
            {
                int count = Math.Min(mostTiles, tiles - first);
                chunks.Add(new TileChunk(segment, first, count, lane));
                lane = checked(lane + (count * RowTiles.TileRows));
            }
        }

        return [.. chunks];
    }

    /// <summary>The rows of the chunk; its lanes after them hold no row.</summary>
    public int RowCount(RowTiles rows) =>
        Math.Min(TileCount * RowTiles.TileRows, rows.Segments[Segment].RowCount - (FirstTile * RowTiles.TileRows));
}
