using System.Collections.ObjectModel;

namespace Escala.Metrics;

/// <summary>
/// How well predicted probabilities tell the classes of rows. Rows count by their weights. The predicted class is the most probable
/// one; with two classes that is the second where its probability is above 0.5.
/// </summary>
public sealed record ClassificationScores
{
    /// <summary>The number of rows.</summary>
    public required long Rows { get; init; }

    /// <summary>The share of rows whose predicted class is the true one, 0 to 1 (scikit-learn <c>accuracy_score</c>).</summary>
    public required double Accuracy { get; init; }

    /// <summary>The share of the most frequent class: the accuracy of always answering with it.</summary>
    public required double MajorityRate { get; init; }

    /// <summary>The mean recall of the classes that have rows, 0 to 1 (scikit-learn <c>balanced_accuracy_score</c>).</summary>
    public required double BalancedAccuracy { get; init; }

    /// <summary>The unweighted mean precision of the classes (scikit-learn <c>average="macro"</c>), 0 where nothing was predicted.</summary>
    public required double Precision { get; init; }

    /// <summary>The unweighted mean recall of the classes.</summary>
    public required double Recall { get; init; }

    /// <summary>The unweighted mean F1 of the classes.</summary>
    public required double F1 { get; init; }

    /// <summary>The mean of -ln(probability of the true class), lower is better (scikit-learn <c>log_loss</c>).</summary>
    public required double LogLoss { get; init; }

    /// <summary>
    /// The area under the ROC curve, ties counted half: with two classes that of the second, otherwise the unweighted mean of one
    /// class against the rest (scikit-learn <c>roc_auc_score</c>, <c>multi_class="ovr"</c>). Null where a class has no rows.
    /// </summary>
    public double? Auc { get; init; }

    /// <summary>The average precision (scikit-learn <c>average_precision_score</c>), as <see cref="Auc"/> over the classes.</summary>
    public double? AveragePrecision { get; init; }

    /// <summary>Each class by itself, in the order of the classes.</summary>
    public required IReadOnlyList<ClassScores> PerClass { get; init; }

    /// <summary>The weight of the rows by true class (outer) and predicted class (inner).</summary>
    public required IReadOnlyList<IReadOnlyList<double>> ConfusionMatrix { get; init; }

    /// <summary>
    /// Receiver operating characteristic: x is the false positive rate, y the true positive rate. One curve, of the second class, with
    /// two classes, otherwise one per class; empty where it is not defined.
    /// </summary>
    public IReadOnlyList<ScoreCurve> RocCurves { get; init; } = [];

    /// <summary>Precision (y) against recall (x), of the same classes as <see cref="RocCurves"/>.</summary>
    public IReadOnlyList<ScoreCurve> PrecisionRecallCurves { get; init; } = [];

    /// <summary>Ten bins of equal width of the predicted probability, of the same classes; empty bins are left out.</summary>
    public IReadOnlyList<CalibrationCurve> Calibration { get; init; } = [];

    /// <summary>For each figure that is not defined, by its name in JSON (<c>auc</c>), one sentence why.</summary>
    public IReadOnlyDictionary<string, string> AbsentReasons { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
