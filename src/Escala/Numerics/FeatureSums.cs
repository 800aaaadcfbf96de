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
    private delegate void LanesVisitor(int thread, int feature, Span<float> lanes);

    /// <summary>The sum of each feature.</summary>
    /// <param name="largest">Per feature an upper bound of |value|.</param>
    public double[] Sum(float[] largest)
    {
        ExactSum[][] sums = PerThread(largest, value => value);
        VisitLanes((thread, feature, lanes) => sums[thread][feature].AddRange(lanes));
        return ExactSum.Total(sums, collective);
    }

    /// <summary>Moves and scales the rows in place, and sums what comes of it and its squares, in one sweep.</summary>
    /// <param name="scaler">How to move and scale.</param>
    /// <param name="largest">Per feature an upper bound of |value| afterwards.</param>
    public (double[] Sums, double[] Squares) Apply(FeatureScaler scaler, float[] largest)
    {
        ExactSum[][] sums = PerThread(largest, value => value);
        ExactSum[][] squares = PerThread(largest, value => (double)value * value);
        VisitLanes((thread, feature, lanes) =>
        {
            LaneScaling.Apply(lanes, scaler.Offsets[feature], scaler.Factors[feature]);
            sums[thread][feature].AddRange(lanes);
            squares[thread][feature].AddSquares(lanes);
        });
        return (ExactSum.Total(sums, collective), ExactSum.Total(squares, collective));
    }

    /// <summary>Moves and scales the rows in place.</summary>
    /// <param name="scaler">How to move and scale.</param>
    public void Apply(FeatureScaler scaler) =>
        VisitLanes((_, feature, lanes) => LaneScaling.Apply(lanes, scaler.Offsets[feature], scaler.Factors[feature]));

    private ExactSum[][] PerThread(float[] largest, Func<float, double> bound) =>
        [.. Enumerable.Range(0, team.Threads).Select(_ => largest.Select(value => new ExactSum(bound(value), count)).ToArray())];

    private void VisitLanes(LanesVisitor visit) => team.ForEach(chunks.Length, (thread, index) =>
    {
        TileChunk chunk = chunks[index];
        TileSegment segment = rows.Segments[chunk.Segment];
        for (int tile = chunk.FirstTile; tile < chunk.FirstTile + chunk.TileCount; tile++)
        {
            for (int feature = 0; feature < rows.FeatureCount; feature++)
            {
                visit(thread, feature, segment.Lanes(tile, feature));
            }
        }
    });
}
