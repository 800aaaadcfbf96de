using Escala.Data;
using Escala.Engines;

namespace Escala.Numerics;

/// <summary>Sums of each feature over all rows of all ranks, the same bits however the rows are distributed.</summary>
/// <param name="rows">This rank's rows.</param>
/// <param name="chunks">The same rows in chunks.</param>
/// <param name="count">The rows of all ranks.</param>
/// <param name="team">The cores.</param>
/// <param name="collective">The other ranks.</param>
internal sealed class FeatureSums(RowTiles rows, TileChunk[] chunks, long count, CoreTeam team, ICollective collective)
{
    /// <summary>The sum of each feature.</summary>
    /// <param name="largest">Per feature an upper bound of |value|.</param>
    public double[] Sum(float[] largest)
    {
        FeatureLanes[] sums = PerThread(largest, value => value);
        VisitChunks((thread, segment, chunk) => sums[thread].Add(segment, chunk));
        return Total(sums);
    }

    /// <summary>Moves and scales the rows in place, and sums what comes of it and its squares, in one sweep.</summary>
    /// <param name="scaler">How to move and scale.</param>
    /// <param name="largest">Per feature an upper bound of |value| afterwards.</param>
    public (double[] Sums, double[] Squares) Apply(FeatureScaler scaler, float[] largest)
    {
        FeatureLanes[] sums = PerThread(largest, value => value);
        FeatureLanes[] squares = PerThread(largest, value => (double)value * value);
        VisitChunks((thread, segment, chunk) => sums[thread].ScaleAndAdd(segment, chunk, scaler, squares[thread]));
        return (Total(sums), Total(squares));
    }

    /// <summary>Moves and scales the rows in place.</summary>
    /// <param name="scaler">How to move and scale.</param>
    public void Apply(FeatureScaler scaler) => VisitChunks((_, segment, chunk) =>
    {
        for (int tile = chunk.FirstTile; tile < chunk.FirstTile + chunk.TileCount; tile++)
        {
            for (int feature = 0; feature < rows.FeatureCount; feature++)
            {
                LaneScaling.Apply(segment.Lanes(tile, feature), scaler.Offsets[feature], scaler.Factors[feature]);
            }
        }
    });

    private FeatureLanes[] PerThread(float[] largest, Func<float, double> bound)
    {
        double[] bounds = [.. largest.Select(bound)];
        return [.. Enumerable.Range(0, team.Threads).Select(_ => new FeatureLanes(bounds, count))];
    }

    private double[] Total(FeatureLanes[] sums) => ExactSum.Total([.. sums.Select(thread => thread.Sums())], collective);

    private void VisitChunks(Action<int, TileSegment, TileChunk> visit) => team.ForEach(
        chunks.Length, (thread, index) => visit(thread, rows.Segments[chunks[index].Segment], chunks[index]));
}
