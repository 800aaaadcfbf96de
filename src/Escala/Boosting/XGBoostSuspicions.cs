using Escala.Metrics;

namespace Escala.Boosting;

/// <summary>Looks for reasons why a result may be too good to be true.</summary>
internal sealed class XGBoostSuspicions
{
    /// <summary>From this accuracy or AUC on a result is suspicious.</summary>
    private const double TooGood = 0.999;

    private readonly List<XGBoostWarning> _ofRows = [];

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
}
