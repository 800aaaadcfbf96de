using Escala.Data;
using Escala.Metrics;

namespace Escala.Boosting;

/// <summary>Looks for reasons why a result may be too good to be true.</summary>
internal sealed class XGBoostSuspicions
{
    /// <summary>A feature that alone has more than this AUC tells the target; from this accuracy or AUC on a result is suspicious.</summary>
    private const double TooGood = 0.999;

    private readonly List<XGBoostWarning> _ofRows = [];

    private XGBoostSuspicions()
    {
    }

    /// <summary>Looks at the rows: features that tell the target, test rows that are trained on.</summary>
    /// <param name="rows">The rows, whose labels are indices where classes are learned.</param>
    /// <param name="target">What is learned.</param>
    /// <param name="features">The features.</param>
    /// <param name="ranks">Who computes.</param>
    public static XGBoostSuspicions OfRows(XGBoostRows rows, XGBoostTarget target, IReadOnlyList<DataColumn> features, MetricRanks ranks)
    {
        var suspicions = new XGBoostSuspicions();
        if (target.Classes is not null)
        {
            suspicions.AddFeatures(rows.Training, target.ClassNames.Count, features, ranks);
        }

        if (rows.Totals.Test > 0 && DuplicatedRows.Count(rows, ranks) is > 0 and long count)
        {
            suspicions._ofRows.Add(new XGBoostWarning(XGBoostWarningKind.TestRowsInTraining, Value: count));
        }

        return suspicions;
    }

    /// <summary>All warnings.</summary>
    /// <param name="scores">How good the predictions are.</param>
    /// <param name="isTest">Whether they are of test rows.</param>
    /// <param name="classes">The classes.</param>
    public IReadOnlyList<XGBoostWarning> With(PredictionScores scores, bool isTest, IReadOnlyList<string> classes)
    {
        List<XGBoostWarning> warnings = [.. _ofRows];
        if (!isTest)
        {
            warnings.Add(new XGBoostWarning(XGBoostWarningKind.ScoredOnTrainingRows));
        }
        else if (scores.Classification is { } found)
        {
            AddTooGood(warnings, "accuracy", found.Accuracy);
            AddTooGood(warnings, "auc", found.Auc);
            int[] present = [.. found.PerClass.Index().Where(pair => pair.Item.Support > 0).Select(pair => pair.Index)];
            if (present.Length == 1)
            {
                warnings.Add(new XGBoostWarning(XGBoostWarningKind.OneClassInTest, classes[present[0]]));
            }
        }

        return warnings;
    }

    private static void AddTooGood(List<XGBoostWarning> warnings, string metric, double? value)
    {
        if (value >= TooGood)
        {
            warnings.Add(new XGBoostWarning(XGBoostWarningKind.ScoreTooGood, metric, value));
        }
    }

    private void AddFeatures(RowGatherer training, int classes, IReadOnlyList<DataColumn> features, MetricRanks ranks)
    {
        IReadOnlyList<int> suspects = FeatureScreen.MayBeAbove(training.Blocks, classes, TooGood, features.Count, ranks);
        if (suspects.Count == 0)
        {
            return;
        }

        var area = new SingleFeatureArea();
        var column = new ScoredRows(XGBoostOutputs.OneNumber, training.CopyLabels(), training.CopyWeights(), []);
        foreach (int index in suspects)
        {
            ranks.CancellationToken.ThrowIfCancellationRequested();
            column.Clear();
            foreach (Block block in training.Blocks)
            {
                column.AppendColumn(block, index);
            }

            if (area.Above(column.Rows, classes, TooGood, ranks.Team, ranks.Collective, ranks.CancellationToken) is { } found)
            {
                _ofRows.Add(new XGBoostWarning(XGBoostWarningKind.FeatureTellsTarget, features[index].Name, found));
            }
        }
    }
}
