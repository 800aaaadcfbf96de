using Escala.Engines;
using Escala.Numerics;

namespace Escala.Metrics;

/// <summary>
/// Computes the figures about predictions over the rows of all ranks. They are the same bits for any number of threads and ranks and
/// any order of the rows: sums are exact, or over the distinct scores in their order. All ranks call together.
/// </summary>
internal static class PredictionEvaluation
{
    /// <summary>What -ln stays finite at; scikit-learn's for float64.</summary>
    private const double LeastProbability = 1.0 / (1L << 52);

    private const double MostProbability = 1 - LeastProbability;

    /// <summary>Figures about probabilities of classes.</summary>
    /// <param name="rows">This rank's rows: labels from 0 to <paramref name="classes"/> - 1, probabilities from 0 to 1.</param>
    /// <param name="classes">The number of classes, at least 2.</param>
    /// <param name="team">This rank's threads.</param>
    /// <param name="collective">The ranks.</param>
    /// <param name="cancellationToken">Checked every few milliseconds.</param>
    /// <exception cref="EscalaException">There are no rows, a value is not finite, or all weights are 0.</exception>
    public static ClassificationScores Classification(
        PredictedRows rows, int classes, CoreTeam team, ICollective collective, CancellationToken cancellationToken)
    {
        RowExtent extent = Extent(rows, team, collective, cancellationToken);
        ConfusionCounts confusion = classes == 2
            ? ConfusionCounts.OfTwo(rows, extent, 0.5, team, collective, cancellationToken)
            : ConfusionCounts.OfMany(rows, extent, team, collective, cancellationToken);
        RequireWeight(confusion.Total);
        double logLoss = RowSums.Compute(
            rows,
            extent,
            [-Math.Log(LeastProbability) + 1],
            (_, first, terms) => FillLosses(rows, first, terms),
            team,
            collective,
            cancellationToken).Mean(0);
        var curves = ClassCurves.Compute(rows, classes, extent, team, collective, cancellationToken);
        return ClassificationSummary.Of(extent.RowCount, confusion, logLoss, curves);
    }

    /// <summary>Figures about predicted numbers.</summary>
    /// <inheritdoc cref="Classification"/>
    public static RegressionScores Regression(
        PredictedRows rows, CoreTeam team, ICollective collective, CancellationToken cancellationToken)
    {
        RowExtent extent = Extent(rows, team, collective, cancellationToken);
        double farthest = extent.LargestLabel + extent.LargestScore;
        RowSums errors = RowSums.Compute(
            rows,
            extent,
            [farthest * farthest, farthest, extent.LargestLabel],
            (kind, first, terms) => NumberTerms.Errors(rows, kind, first, terms),
            team,
            collective,
            cancellationToken);
        RequireWeight(errors.Weight);
        double mean = errors.Mean(2);
        double spread = 2 * extent.LargestLabel;
        RowSums deviations = RowSums.Compute(
            rows,
            extent,
            [spread * spread],
            (_, first, terms) => NumberTerms.Deviations(rows, mean, first, terms),
            team,
            collective,
            cancellationToken);
        return new RegressionScores
        {
            Rows = extent.RowCount,
            Rmse = Math.Sqrt(errors.Mean(0)),
            Mae = errors.Mean(1),
            R2 = deviations.Terms[0] == 0 ? null : 1 - (errors.Terms[0] / deviations.Terms[0]),
            MeanRmse = Math.Sqrt(deviations.Mean(0)),
        };
    }

    /// <summary>Figures about the order of the rows of each group. Weights do not count.</summary>
    /// <inheritdoc cref="Classification"/>
    public static RankingScores Ranking(
        PredictedRows rows, CoreTeam team, ICollective collective, CancellationToken cancellationToken)
    {
        const int Top = 10;
        RowExtent extent = Extent(rows, team, collective, cancellationToken);
        double[] means = GroupSums.Means(
            rows,
            extent,
            kinds: 2,
            (kind, group) => RankingGain.TieAveragedNdcg(group, kind == 0 ? int.MaxValue : Top),
            isWeighted: false,
            team,
            collective,
            cancellationToken);
        return new RankingScores { Rows = extent.RowCount, Groups = extent.GroupCount, Ndcg = means[0], NdcgAt10 = means[1] };
    }

    /// <summary>Figures about two classes with another threshold.</summary>
    /// <param name="rows">This rank's rows: labels 0 and 1, probabilities of 1.</param>
    /// <param name="threshold">The second class is predicted where its probability is above this.</param>
    /// <param name="team">This rank's threads.</param>
    /// <param name="collective">The ranks.</param>
    /// <param name="cancellationToken">Checked every few milliseconds.</param>
    /// <exception cref="EscalaException">There are no rows, a value is not finite, or all weights are 0.</exception>
    public static ThresholdScores AtThreshold(
        PredictedRows rows, double threshold, CoreTeam team, ICollective collective, CancellationToken cancellationToken)
    {
        RowExtent extent = Extent(rows, team, collective, cancellationToken);
        var confusion = ConfusionCounts.OfTwo(rows, extent, threshold, team, collective, cancellationToken);
        RequireWeight(confusion.Total);
        return new ThresholdScores
        {
            Threshold = threshold,
            Accuracy = confusion.Accuracy,
            BalancedAccuracy = confusion.BalancedAccuracy,
            Precision = confusion.Precision(1),
            Recall = confusion.Recall(1),
            F1 = confusion.F1(1),
            ConfusionMatrix = confusion.Matrix(),
        };
    }

    /// <summary>
    /// The threshold with the best balanced accuracy on these rows, over all thresholds (scikit-learn <c>TunedThresholdClassifierCV</c>
    /// tries 100); of equals the one nearest to 0.5; 0.5 where either class has no rows.
    /// </summary>
    /// <param name="validation">This rank's rows: labels 0 and 1, probabilities of 1.</param>
    /// <param name="team">This rank's threads.</param>
    /// <param name="collective">The ranks.</param>
    /// <param name="cancellationToken">Checked every few milliseconds.</param>
    /// <exception cref="EscalaException">There are no rows, or a value is not finite.</exception>
    public static double BestThreshold(
        PredictedRows validation, CoreTeam team, ICollective collective, CancellationToken cancellationToken)
    {
        RowExtent extent = Extent(validation, team, collective, cancellationToken);
        ReadOnlySpan<ScoreRun> runs =
            new ScoreSorter().Sort(validation, 0, 1, extent.WeightScale, team, collective, cancellationToken);
        return ThresholdChoice.BestBalancedAccuracy(runs);
    }

    private static void FillLosses(PredictedRows rows, long first, Span<double> terms)
    {
        ReadOnlySpan<float> labels = rows.LabelSpan(first, terms.Length);
        ReadOnlySpan<float> scores = rows.ScoreSpan(first, terms.Length);
        if (rows.Outputs == 1)
        {
            TrueClassLoss.TwoClasses(labels, scores, LeastProbability, MostProbability, terms);
        }
        else
        {
            TrueClassLoss.NormalisedClasses(labels, scores, LeastProbability, MostProbability, terms);
        }
    }

    private static RowExtent Extent(
        PredictedRows rows, CoreTeam team, ICollective collective, CancellationToken cancellationToken)
    {
        var extent = RowExtent.Measure(rows, team, collective, cancellationToken);
        if (extent.RowCount == 0)
        {
            throw new EscalaException("Rows of an evaluation must be at least 1, but there were none. Keep more rows for this part.");
        }

        return extent.IsFinite
            ? extent
            : throw new EscalaException(
                "Labels, predictions and weights of an evaluation must be finite, but one was not. Training may have diverged: "
                + "a lower learning rate or more regularisation may help.");
    }

    private static void RequireWeight(double total)
    {
        if (total == 0)
        {
            throw new EscalaException("Weights of an evaluation must not all be 0, but all were. Leave the weights out, or give others.");
        }
    }
}
