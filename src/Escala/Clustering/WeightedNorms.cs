using Escala.Numerics;

namespace Escala.Clustering;

/// <summary>The sum of weight x |x|^2 over all rows of all ranks.</summary>
internal static class WeightedNorms
{
    /// <summary>Computes the sum.</summary>
    public static unsafe double Sum(KMeansWork work)
    {
        double bound = work.Rows.WeightedDistanceBound();
        ExactSum[][] sums = [.. Enumerable.Range(0, work.Team.Threads).Select(_ => new[] { new ExactSum(bound, work.Rows.RowCount) })];
        float[] origin = new float[work.FeatureCount];
        fixed (float* zeros = origin)
        {
            float* pinned = zeros;
            work.ForEachChunk((thread, _, chunk) =>
            {
                float* norms = stackalloc float[TileChunk.MaxLanes];
                TileSegment segment = work.Rows.Tiles.Segments[chunk.Segment];
                work.Distances.SquaredDistancesToOne(
                    segment.Tile(chunk.FirstTile), chunk.TileCount, work.FeatureCount, pinned, norms);
                int rows = chunk.RowCount(work.Rows.Tiles);
                for (int row = 0; row < rows && segment.Weights is not null; row++)
                {
                    norms[row] *= segment.Weights[(chunk.FirstTile * RowTiles.TileRows) + row];
                }

                sums[thread][0].AddRange(new ReadOnlySpan<float>(norms, rows));
            });
        }

        return ExactSum.Total(sums, work.Collective)[0];
    }
}
