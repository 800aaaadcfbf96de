using Escala.Metrics;
using Escala.Vision;

namespace Escala.Reports.Results;

/// <summary>How good a network is, in figures, by name. What is not defined is not there.</summary>
internal sealed record ConvNetMetricsReport
{
    /// <summary>What JSON calls <see cref="Loss"/>.</summary>
    public const string LossKey = "loss";

    /// <summary>The share of images whose most probable class is theirs.</summary>
    public required double Accuracy { get; init; }

    /// <summary>The share of the most frequent class.</summary>
    public required double MajorityRate { get; init; }

    /// <summary>The area under the ROC curve, with more than two classes the mean of one class against the rest.</summary>
    public double? Auc { get; init; }

    /// <summary>The mean recall of the classes that have images.</summary>
    public required double BalancedAccuracy { get; init; }

    /// <summary>The mean precision of the classes.</summary>
    public required double Precision { get; init; }

    /// <summary>The unweighted mean recall of the classes.</summary>
    public required double Recall { get; init; }

    /// <summary>The mean F1 of the classes.</summary>
    public required double F1 { get; init; }

    /// <summary>The average precision, as <see cref="Auc"/> over the classes.</summary>
    public double? AveragePrecision { get; init; }

    /// <summary>The mean of the loss that was trained with.</summary>
    public required double Loss { get; init; }

    /// <summary>The mean of -ln(probability of the true class); null where that is the loss.</summary>
    public double? LogLoss { get; init; }

    /// <summary>The names of all scores in JSON, in the order of reports.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        XGBoostMetricsReport.AccuracyKey, XGBoostMetricsReport.MajorityRateKey, XGBoostMetricsReport.AucKey, "balancedAccuracy", "precision",
        "recall", "f1", "averagePrecision", LossKey, XGBoostMetricsReport.LogLossKey,
    ];

    /// <summary>Takes over the figures.</summary>
    /// <param name="scores">How well probabilities tell the classes.</param>
    /// <param name="meanLoss">The mean of the loss.</param>
    /// <param name="loss">The loss that was trained with.</param>
    public static ConvNetMetricsReport Of(ClassificationScores scores, double meanLoss, ConvNetLoss loss) => new()
    {
        Accuracy = scores.Accuracy,
        MajorityRate = scores.MajorityRate,
        Auc = scores.Auc,
        BalancedAccuracy = scores.BalancedAccuracy,
        Precision = scores.Precision,
        Recall = scores.Recall,
        F1 = scores.F1,
        AveragePrecision = scores.AveragePrecision,
        Loss = meanLoss,
        LogLoss = loss == ConvNetLoss.CrossEntropy ? null : scores.LogLoss,
    };

    /// <summary>The scores in the order of reports.</summary>
    public IReadOnlyList<ScoreReport> Scores()
    {
        double?[] values =
            [Accuracy, MajorityRate, Auc, BalancedAccuracy, Precision, Recall, F1, AveragePrecision, Loss, LogLoss];
        return [.. Keys.Zip(values, (key, value) => new ScoreReport(key, value, key is LossKey or XGBoostMetricsReport.LogLossKey))];
    }
}
