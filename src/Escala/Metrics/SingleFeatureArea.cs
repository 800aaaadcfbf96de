using Escala.Engines;
using Escala.Numerics;

namespace Escala.Metrics;

/// <summary>
/// How well one feature alone tells classes: the area under the ROC curve of its values, or 1 less it, whichever is larger; of more than
/// two classes, that of the class told best from all others. Missing values (NaN) stand below or above all others, whichever is better.
/// For many features in turn; one thread at a time.
/// </summary>
internal sealed class SingleFeatureArea
{
    private readonly ScoreSorter _sorter = new();

    /// <summary>
    /// The exact area where it is above a bound, otherwise null. Most features are clearly below: values are first counted in coarse
    /// bins, which give an upper bound of the area, and sorted only where that is above. All ranks together.
    /// </summary>
    /// <param name="feature">This rank's rows: labels from 0, the feature's values as the only score; some may be NaN.</param>
    /// <param name="classes">The number of classes, at least 2.</param>
    /// <param name="bound">The bound, at least 0.5.</param>
    /// <param name="team">This rank's threads.</param>
    /// <param name="collective">The ranks.</param>
    /// <param name="cancellationToken">Checked every few milliseconds.</param>
    public double? Above(
        PredictedRows feature,
        int classes,
        double bound,
        CoreTeam team,
        ICollective collective,
        CancellationToken cancellationToken)
    {
        var extent = RowExtent.Measure(feature, team, collective, cancellationToken);
        var bins = FeatureBins.Count(feature, classes, extent.WeightScale, team, collective, cancellationToken);
        double best = bound;
        for (int ofClass = classes == 2 ? 1 : 0; ofClass < classes; ofClass++)
        {
            if (bins.UpperBound(ofClass) > best)
            {
                ReadOnlySpan<ScoreRun> runs =
                    _sorter.Sort(feature, 0, ofClass, extent.WeightScale, team, collective, cancellationToken);
                best = Math.Max(best, Area(runs));
            }
        }

        return best > bound ? best : null;
    }

    /// <summary>The larger area of either direction with missing values at either end; 0.5 where there is only one class.</summary>
    private static double Area(ReadOnlySpan<ScoreRun> runs)
    {
        int first = 0;
        int last = runs.Length;
        long positive = 0;
        long negative = 0;

        // The keys of NaNs of either sign are beyond those of numbers, at both ends.
        for (; first < last && float.IsNaN(runs[first].Score); first++)
        {
            positive += runs[first].Positive;
            negative += runs[first].Negative;
        }

        for (; last > first && float.IsNaN(runs[last - 1].Score); last--)
        {
            positive += runs[last - 1].Positive;
            negative += runs[last - 1].Negative;
        }

        ReadOnlySpan<ScoreRun> numbers = runs[first..last];
        var missing = new ScoreRun(0, positive, negative);
        return Math.Max(Either([missing, .. numbers]), missing.Total == 0 ? 0 : Either([.. numbers, missing]));
    }

    private static double Either(ReadOnlySpan<ScoreRun> runs)
    {
        double area = ScoreArea.Roc(runs) ?? 0.5;
        return Math.Max(area, 1 - area);
    }
}
