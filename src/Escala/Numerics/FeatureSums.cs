using Escala.Engines;

namespace Escala.Numerics;

/// <summary>Sums of each feature over all rows of all ranks, the same bits however the rows are distributed.</summary>
internal static class FeatureSums
{
    /// <summary>Computes the sums.</summary>
    /// <param name="rows">This rank's rows.</param>
    /// <param name="chunks">The same rows in chunks.</param>
    /// <param name="bounds">Per feature an upper bound of |term|.</param>
    /// <param name="count">The rows of all ranks.</param>
    /// <param name="squares">Whether to sum the squares of the values.</param>
    /// <param name="team">The cores.</param>
    /// <param name="collective">The other ranks.</param>
    public static double[] Of(
        RowTiles rows, TileChunk[] chunks, double[] bounds, long count, bool squares, CoreTeam team, ICollective collective)
    {
        ExactSum[][] sums = [.. Enumerable.Range(0, team.Threads).Select(_ => bounds.Select(bound => new ExactSum(bound, count)).ToArray())];
        team.ForEach(chunks.Length, (thread, index) =>
        {
            TileChunk chunk = chunks[index];
            TileSegment segment = rows.Segments[chunk.Segment];
            for (int tile = chunk.FirstTile; tile < chunk.FirstTile + chunk.TileCount; tile++)
            {
                for (int feature = 0; feature < rows.FeatureCount; feature++)
                {
                    ref ExactSum sum = ref sums[thread][feature];
                    if (squares)
                    {
                        sum.AddSquares(segment.Lanes(tile, feature));
                    }
                    else
                    {
                        sum.AddRange(segment.Lanes(tile, feature));
                    }
                }
            }
        });

        return ExactSum.Total(sums, collective);
    }
}
