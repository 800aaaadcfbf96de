using System.Text.Json;

namespace Escala.Metrics;

/// <summary>Puts the figures about classes together.</summary>
internal static class ClassificationSummary
{
    public static ClassificationScores Of(long rowCount, ConfusionCounts confusion, double logLoss, ClassCurves curves) => new()
    {
        Rows = rowCount,
        Accuracy = confusion.Accuracy,
        MajorityRate = confusion.MajorityRate,
        BalancedAccuracy = confusion.BalancedAccuracy,
        Precision = confusion.Macro(confusion.Precision),
        Recall = confusion.Macro(confusion.Recall),
        F1 = confusion.Macro(confusion.F1),
        LogLoss = logLoss,
        Auc = OverClasses(curves.Auc),
        AveragePrecision = OverClasses(curves.AveragePrecision),
        PerClass = [.. Enumerable.Range(0, confusion.Classes).Select(c => OfClass(c, confusion, curves))],
        ConfusionMatrix = confusion.Matrix(),
        RocCurves = curves.Roc,
        PrecisionRecallCurves = curves.PrecisionRecall,
        Calibration = curves.Calibration,
        AbsentReasons = Reasons(confusion, curves),
    };

    private static ClassScores OfClass(int c, ConfusionCounts confusion, ClassCurves curves) => new()
    {
        Support = confusion.Support(c),
        Precision = confusion.Precision(c),
        Recall = confusion.Recall(c),
        F1 = confusion.F1(c),
        Auc = curves.Auc[c],
        AveragePrecision = curves.AveragePrecision[c],
    };

    /// <summary>Of two classes that of the second, of more the mean; null where one is.</summary>
    private static double? OverClasses(double?[] figures) =>
        figures.Length == 2 ? figures[1]
        : figures.Contains(null) ? null
        : figures.Average();

    private static SortedDictionary<string, string> Reasons(ConfusionCounts confusion, ClassCurves curves)
    {
        var reasons = new SortedDictionary<string, string>(StringComparer.Ordinal);
        int empty = Array.IndexOf(confusion.TrueTotals, 0);
        string reason = $"Every class must have rows, because classes are told apart, but class {empty} of {confusion.Classes} had none.";
        if (OverClasses(curves.Auc) is null)
        {
            reasons[JsonNamingPolicy.CamelCase.ConvertName(nameof(ClassificationScores.Auc))] = reason;
        }

        if (OverClasses(curves.AveragePrecision) is null)
        {
            reasons[JsonNamingPolicy.CamelCase.ConvertName(nameof(ClassificationScores.AveragePrecision))] = reason;
        }

        return reasons;
    }
}
