using Escala.Numerics;

namespace Escala.Metrics;

/// <summary>One rank's rows and their labels, passed over tile by tile on all its threads.</summary>
/// <param name="rows">The rows; finite values.</param>
/// <param name="labels">A label from 0 to ClusterCount - 1 for every one of these rows.</param>
internal sealed class LabelledTiles(RowTiles rows, RowLabels labels)
{
    /// <summary>The tiles that a thread takes at a time: few enough that cancelling is prompt.</summary>
    private const int TilesPerChunk = 32;

    /// <summary>What is done with a tile.</summary>
    /// <param name="thread">The 0-based number of the thread.</param>
    /// <param name="segment">The segment.</param>
    /// <param name="tile">The tile's index in the segment.</param>
    /// <param name="labels">The labels of the tile's rows; as many as it has rows.</param>
    public delegate void TileAction(int thread, TileSegment segment, int tile, ReadOnlySpan<int> labels);

    public RowTiles Rows => rows;

    public int ClusterCount => labels.ClusterCount;

    /// <summary>Calls the action for every tile, in any order.</summary>
    public void ForEach(CoreTeam team, TileAction action, CancellationToken cancellationToken)
    {
        TileChunk[] chunks = TileChunk.Cut(rows, TilesPerChunk);
        team.ForEach(chunks.Length, (thread, index) =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            TileChunk chunk = chunks[index];
            TileSegment segment = rows.Segments[chunk.Segment];
            Span<int> lanes = stackalloc int[RowTiles.TileRows];
            for (int tile = chunk.FirstTile; tile < chunk.FirstTile + chunk.TileCount; tile++)
            {
                labels.ReadTile(chunk.Segment, tile, lanes);
                action(thread, segment, tile, lanes[..segment.RowsInTile(tile)]);
            }
        });
    }
}
