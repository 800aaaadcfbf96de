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

    private FeatureBins(long[] units, int classes)
    {
        _units = units;
        _classes = classes;
    }

    /// <summary>Counts; all ranks together.</summary>
    public static FeatureBins Count(
        PredictedRows feature,
        int classes,
        double weightScale,
        CoreTeam team,
        ICollective collective,
        CancellationToken cancellationToken)
    {
        long[][] units = RowChunks.PerThread(team, () => new long[classes * Bins]);
        RowChunks.ForEach(
            feature.RowCount,
            team,
            (thread, first, count) =>
            {
                ReadOnlySpan<float> labels = feature.LabelSpan(first, count);
                ReadOnlySpan<float> values = feature.ScoreSpan(first, count);
                long[] mine = units[thread];
                for (int row = 0; row < labels.Length; row++)
                {
                    int bin = float.IsNaN(values[row]) ? NumberBins : (int)(ScoreKey.Of(values[row]) >> KeyShift);
                    mine[((int)labels[row] * Bins) + bin] += FixedPoint.Round(feature.Weight(first + row), weightScale);
                }
            },
            cancellationToken);
        foreach (long[] other in units.AsSpan(1))
        {
            for (int cell = 0; cell < other.Length; cell++)
            {
                units[0][cell] += other[cell];
            }
        }

        collective.Sum(units[0]);
        return new FeatureBins(units[0], classes);
    }

    /// <summary>What the area of a class against all others can be at most, in either direction, missing values at either end.</summary>
    public double UpperBound(int ofClass)
    {
        var runs = new ScoreRun[Bins];
        for (int bin = 0; bin < Bins; bin++)
        {
            long total = 0;
            for (int c = 0; c < _classes; c++)
            {
                total += _units[(c * Bins) + bin];
            }

            long positive = _units[(ofClass * Bins) + bin];
            runs[bin] = new ScoreRun(0, positive, total - positive);
        }

        ScoreRun[] missingFirst = [runs[^1], .. runs[..^1]];
        return Math.Max(AtMost(runs), AtMost(missingFirst)) + Rounding;
    }

    /// <summary>The larger area of both directions if the values in every bin were in the best order.</summary>
    private static double AtMost(ReadOnlySpan<ScoreRun> bins)
    {
        double positive = 0;
        double negative = 0;
        double falling = 0;
        double rising = 0;
        foreach (ref readonly ScoreRun bin in bins)
        {
            falling += bin.Negative * (positive + bin.Positive);
            rising += bin.Positive * (negative + bin.Negative);
            positive += bin.Positive;
            negative += bin.Negative;
        }

        return positive * negative == 0 ? 0 : Math.Max(falling, rising) / (positive * negative);
    }
}
