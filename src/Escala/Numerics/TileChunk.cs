namespace Escala.Numerics;

/// <summary>Some consecutive tiles of one segment: what a thread takes at a time.</summary>
/// <param name="SegmentIndex">The segment.</param>
/// <param name="FirstTile">The first tile.</param>
/// <param name="TileCount">The number of tiles.</param>
/// <param name="FirstLane">The lanes in all earlier chunks: the index of this chunk's first row in an array of one element per lane.</param>
internal readonly record struct TileChunk(int SegmentIndex, int FirstTile, int TileCount, int FirstLane)
{
    /// <summary>The most tiles of a chunk: 1,024 rows, so that the kernels' outputs stay in the first-level cache.</summary>
    public const int MaxTiles = 16;

    /// <summary>The most lanes of a chunk.</summary>
    public const int MaxLanes = MaxTiles * RowTiles.TileRows;

    /// <summary>Cuts rows into chunks.</summary>
    public static TileChunk[] Cut(RowTiles rows)
    {
        var chunks = new List<TileChunk>();
        int lane = 0;
        for (int segment = 0; segment < rows.Segments.Count; segment++)
        {
            for (int tile = 0; tile < rows.Segments[segment].TileCount; tile += MaxTiles)
            {
                int count = Math.Min(MaxTiles, rows.Segments[segment].TileCount - tile);
                chunks.Add(new TileChunk(segment, tile, count, lane));
                lane = checked(lane + (count * RowTiles.TileRows));
            }
        }

        return [.. chunks];
    }

    /// <summary>The rows of the chunk; its lanes after them hold no row.</summary>
    public int RowCount(RowTiles rows) =>
        Math.Min(TileCount * RowTiles.TileRows, rows.Segments[SegmentIndex].RowCount - (FirstTile * RowTiles.TileRows));
}
