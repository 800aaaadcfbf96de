using System.Runtime.CompilerServices;
using Escala.Engines;
using Escala.Numerics;

namespace Escala.Metrics;

/// <summary>
/// The weight of the rows of all ranks by class and coarse bin of a feature's value; the last bin is that of missing values.
/// </summary>
internal sealed class FeatureBins
{
    /// <summary>Eight bins between neighbouring powers of two.</summary>
    private const int KeyShift = 20;

    private const int NumberBins = 1 << 12;
    private const int Bins = NumberBins + 1;

    /// <summary>More than the rounding of what is divided here.</summary>
    private const double Rounding = 1e-9;

    private readonly long[] _units;
    private readonly int _classes;

    /// <summary>Begins with no rows.</summary>
    /// <param name="classes">The number of classes.</param>
    public FeatureBins(int classes)
    {
        _units = new long[classes * Bins];
        _classes = classes;
    }

    /// <summary>The memory that the bins of so many classes take.</summary>
    public static long Bytes(int classes) => (long)classes * Bins * sizeof(long);

    /// <summary>Counts; all ranks together.</summary>
    public static FeatureBins Count(
        PredictedRows feature,
        int classes,
        double weightScale,
        CoreTeam team,
        ICollective collective,
        CancellationToken cancellationToken)
    {
        FeatureBins[] bins = RowChunks.PerThread(team, () => new FeatureBins(classes));
        RowChunks.ForEach(
            feature.RowCount,
            team,
            (thread, first, count) => bins[thread].Add(
                feature.LabelSpan(first, count), feature.ScoreSpan(first, count), 1, feature.WeightSpan(first, count), weightScale),
            cancellationToken);
        return Total(bins, collective);
    }

    /// <summary>The bins of all threads and ranks in one.</summary>
    /// <param name="threads">Those of this rank's threads, of which the first is changed.</param>
    /// <param name="collective">The ranks.</param>
    public static FeatureBins Total(ReadOnlySpan<FeatureBins> threads, ICollective collective)
    {
        long[] units = threads[0]._units;
        foreach (FeatureBins other in threads[1..])
        {
            for (int cell = 0; cell < units.Length; cell++)
            {
                units[cell] += other._units[cell];
            }
        }

        collective.Sum(units);
        return threads[0];
    }

    /// <summary>Counts rows.</summary>
    /// <param name="labels">The index of each row's class.</param>
    /// <param name="values">The values, the first of a row at its index x <paramref name="stride"/>.</param>
    /// <param name="stride">The distance between two values.</param>
    /// <param name="weights">The rows' weights; empty where each counts once.</param>
    /// <param name="weightScale">What weights are multiplied by.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(
        ReadOnlySpan<float> labels, ReadOnlySpan<float> values, int stride, ReadOnlySpan<float> weights, double weightScale)
    {
        long one = FixedPoint.Round(1, weightScale);
        for (int row = 0; row < labels.Length; row++)
        {
            float value = values[row * stride];
            int bin = float.IsNaN(value) ? NumberBins : (int)(ScoreKey.Of(value) >> KeyShift);
            _units[((int)labels[row] * Bins) + bin] += weights.IsEmpty ? one : FixedPoint.Round(weights[row], weightScale);
        }
    }

    /// <summary>What the area of a class against all others can be at most, in either direction, missing values at either end.</summary>
    /// <param name="ofClass">The class.</param>
    /// <param name="mostPairs">
    /// Where not all rows were counted: at most as many pairs of a row of the class and another do all rows make, by weight. The pairs
    /// that were not counted may all be in order. 0 where all rows were counted.
    /// </param>
    public double UpperBound(int ofClass, double mostPairs = 0)
    {
        long positives = 0;
        long negatives = 0;
        for (int bin = 0; bin < Bins; bin++)
        {
            (long positive, long negative) = Units(ofClass, bin);
            positives += positive;
            negatives += negative;
        }

        double pairs = (double)positives * negatives;
        double ordered = Math.Max(MostOrdered(ofClass, firstBin: 0), MostOrdered(ofClass, firstBin: NumberBins));
        double all = Math.Max(pairs, mostPairs);
        return all == 0 ? 0 : 1 - ((pairs - ordered) / all) + Rounding;
    }

    /// <summary>The weight of a class and of all others in a bin.</summary>
    private (long Positive, long Negative) Units(int ofClass, int bin)
    {
        long total = 0;
        for (int c = 0; c < _classes; c++)
        {
            total += _units[(c * Bins) + bin];
        }

        long positive = _units[(ofClass * Bins) + bin];
        return (positive, total - positive);
    }

    /// <summary>The pairs in order, in the better direction, if the values in every bin were in the best order.</summary>
    /// <param name="ofClass">The class.</param>
    /// <param name="firstBin">The bin of the least values: 0, or that of missing values.</param>
    private double MostOrdered(int ofClass, int firstBin)
    {
        double positives = 0;
        double negatives = 0;
        double falling = 0;
        double rising = 0;
        for (int i = 0; i < Bins; i++)
        {
            (long positive, long negative) = Units(ofClass, (firstBin + i) % Bins);
            falling += negative * (positives + positive);
            rising += positive * (negatives + negative);
            positives += positive;
            negatives += negative;
        }

        return Math.Max(falling, rising);
    }
}
