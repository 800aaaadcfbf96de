using Escala.Data;
using Escala.Engines;
using Escala.Numerics;

namespace Escala.Clustering;

/// <summary>
/// A rank's rows as K-means works on them: in tiles, moved by the mean of each feature (far from the origin |c|^2 - 2 x.c loses
/// its digits in float32) and, if asked, divided by the standard deviation; and what has to be known of all ranks' rows.
/// </summary>
internal sealed class PreparedRows
{
    private PreparedRows(RowTiles tiles, TileChunk[] chunks, FeatureScaler scaler)
    {
        Tiles = tiles;
        Chunks = chunks;
        Scaler = scaler;
    }

    /// <summary>This rank's rows.</summary>
    public RowTiles Tiles { get; }

    /// <summary>What threads take of them at a time.</summary>
    public TileChunk[] Chunks { get; }

    /// <summary>How they were prepared.</summary>
    public FeatureScaler Scaler { get; }

    /// <summary>The rows of all ranks.</summary>
    public required long RowCount { get; init; }

    /// <summary>The largest |value| of each feature over all ranks.</summary>
    public required float[] Largest { get; init; }

    /// <summary>The largest weight over all ranks.</summary>
    public required float LargestWeight { get; init; }

    /// <summary>The mean of the features' variances over all ranks; set where the statistics were taken from these rows.</summary>
    public double MeanVariance { get; private init; }

    /// <summary>An upper bound of weight x squared distance between two rows.</summary>
    public double WeightedDistanceBound() => LargestWeight * SquaredDiameter(Largest);

    /// <summary>
    /// An upper bound of weight x squared distance between a row and a centroid. The centroids of these rows are among them, but
    /// those of other rows or of another system need not be.
    /// </summary>
    /// <param name="centroids">Row-major (clusters, features).</param>
    public double WeightedDistanceBound(ReadOnlySpan<float> centroids)
    {
        float[] largest = [.. Largest];
        for (int i = 0; i < centroids.Length; i++)
        {
            int feature = i % largest.Length;
            largest[feature] = Math.Max(largest[feature], Math.Abs(centroids[i]));
        }

        return LargestWeight * SquaredDiameter(largest);
    }

    /// <summary>Takes the statistics of the rows and prepares them in place.</summary>
    /// <param name="tiles">This rank's rows as they were read.</param>
    /// <param name="columns">The features, for messages.</param>
    /// <param name="standardize">Whether to divide by the standard deviation.</param>
    /// <param name="team">The cores.</param>
    /// <param name="collective">The other ranks.</param>
    /// <exception cref="DatasetException">Values are too large for float32 distances.</exception>
    public static PreparedRows Fit(
        RowTiles tiles, IReadOnlyList<DataColumn> columns, bool standardize, CoreTeam team, ICollective collective)
    {
        TileChunk[] chunks = TileChunk.Cut(tiles);
        long count = TotalRows(tiles, collective);
        var features = new FeatureSums(tiles, chunks, count, team, collective);
        FeatureRange range = FeatureRange.Of(tiles, collective);
        double[] sums = features.Sum(range.LargestMagnitudes((value, _) => value));
        float[] offsets = [.. sums.Select(sum => (float)(sum / count))];
        var shift = new FeatureScaler { Offsets = offsets, Factors = Ones(offsets.Length) };
        float[] largest = range.LargestMagnitudes((value, feature) => value - offsets[feature]);
        RequireDistances(largest, columns);

        (double[] rests, double[] squares) = features.Apply(shift, largest);
        double[] variances = [.. squares.Select((square, feature) => Variance(square / count, rests[feature] / count))];
        if (!standardize)
        {
            return Create(tiles, chunks, shift, count, largest, variances.Average(), collective);
        }

        var scale = new FeatureScaler { Offsets = new float[offsets.Length], Factors = [.. variances.Select(InverseDeviation)] };
        features.Apply(scale);
        double[] scaled = [.. variances.Select((variance, feature) => variance * scale.Factors[feature] * scale.Factors[feature])];
        float[] largestScaled = [.. largest.Select((value, feature) => value * scale.Factors[feature])];
        RequireDistances(largestScaled, columns);
        return Create(tiles, chunks, shift with { Factors = scale.Factors }, count, largestScaled, scaled.Average(), collective);
    }

    /// <summary>Prepares rows in place by the statistics of others.</summary>
    /// <inheritdoc cref="Fit"/>
    public static PreparedRows Apply(
        RowTiles tiles, IReadOnlyList<DataColumn> columns, FeatureScaler scaler, CoreTeam team, ICollective collective)
    {
        TileChunk[] chunks = TileChunk.Cut(tiles);
        FeatureRange range = FeatureRange.Of(tiles, collective);
        float[] largest = range.LargestMagnitudes(
            (value, feature) => (value - scaler.Offsets[feature]) * scaler.Factors[feature]);
        RequireDistances(largest, columns);
        long count = TotalRows(tiles, collective);
        new FeatureSums(tiles, chunks, count, team, collective).Apply(scaler);
        return Create(tiles, chunks, scaler, count, largest, 0, collective);
    }

    /// <summary>Rows that were chosen from prepared ones, to be clustered in their turn.</summary>
    /// <param name="tiles">The rows.</param>
    /// <param name="origin">Where they come from.</param>
    public static PreparedRows Chosen(RowTiles tiles, PreparedRows origin) =>
        Create(tiles, TileChunk.Cut(tiles), origin.Scaler, tiles.RowCount, origin.Largest, 0, new SoloCollective());

    private static PreparedRows Create(
        RowTiles tiles, TileChunk[] chunks, FeatureScaler scaler, long count, float[] largest, double meanVariance, ICollective collective)
    {
        float[] weight = [tiles.HasWeights ? tiles.Segments.Max(segment => segment.Weights!.Max()) : tiles.RowCount > 0 ? 1 : 0];
        collective.Max(weight);
        return new PreparedRows(tiles, chunks, scaler)
        {
            RowCount = count,
            Largest = largest,
            LargestWeight = weight[0],
            MeanVariance = meanVariance,
        };
    }

    private static long TotalRows(RowTiles tiles, ICollective collective)
    {
        long[] count = [tiles.RowCount];
        collective.Sum(count);
        return count[0];
    }

    /// <summary>The variance around the mean, which centring has left at 0 but for rounding.</summary>
    private static double Variance(double meanSquare, double mean) => Math.Max(0, meanSquare - (mean * mean));

    /// <summary>1 / standard deviation, or 1 for a feature that is the same in all rows.</summary>
    private static float InverseDeviation(double variance)
    {
        float inverse = (float)(1 / Math.Sqrt(variance));
        return variance > 0 && float.IsFinite(inverse) ? inverse : 1;
    }

    private static float[] Ones(int count)
    {
        var ones = new float[count];
        Array.Fill(ones, 1f);
        return ones;
    }

    /// <summary>Refuses values whose squared distances overflow float32.</summary>
    private static void RequireDistances(float[] largest, IReadOnlyList<DataColumn> columns)
    {
        if (SquaredDiameter(largest) <= float.MaxValue / 4)
        {
            return;
        }

        int worst = Array.IndexOf(largest, largest.Max());
        throw new DatasetException(
            $"The values of column '{columns[worst].Name}' are too far apart: some are {largest[worst]:G3} away from their mean, and the "
            + "squares of such distances exceed float32. Divide the column by a constant, for example with --sql.");
    }

    private static double SquaredDiameter(float[] largest) => largest.Sum(value => 4.0 * value * value);
}
