using Escala.Boosting;
using Escala.Metrics;
using Escala.Reports.Charts;
using Escala.Reports.Summaries;

namespace Escala.Reports.Tests.Charts;

/// <summary>Runs to draw, made up.</summary>
internal static class ScoredRuns
{
    private const double Rows = 10_000;

    /// <summary>Three runs, two of which predict the same; a fifth of the rows are of the second class.</summary>
    public static IReadOnlyList<ScoredRun> Binary { get; } =
        [Run("serial", 0.4), Run("local, 2 threads", 0.4), Run("xgboost-python, 2 threads", 0.45)];

    /// <summary>A run that gives every row the same probability of one half.</summary>
    public static ScoredRun Constant { get; } = Run("serial", 1) with
    {
        Scores = Classes(
            [[8000, 0], [2000, 0]],
            [new ScoreCurve(1, [0, 1], [0, 1])],
            [new ScoreCurve(1, [0, 1], [0.2, 0.2])],
            [new CalibrationCurve(1, [0.5], [0.2], [Rows])]),
    };

    /// <summary>A run whose test rows are all of the first class.</summary>
    public static ScoredRun OneClass { get; } = Run("serial", 1) with
    {
        Scores = Classes([[900, 100], [0, 0]], [], [], [new CalibrationCurve(1, [0.1, 0.7], [0, 0], [900, 100])]),
    };

    /// <summary>A run of a regression.</summary>
    public static ScoredRun Regression { get; } = Run("serial", 1) with { Scores = new PredictionScores(), Classes = [], ChosenThreshold = null };

    /// <summary>A run of some classes with long names; counts are of five digits.</summary>
    public static ScoredRun Of(int classes)
    {
        double[][] matrix =
        [
            .. Enumerable.Range(0, classes).Select(row => Enumerable.Range(0, classes)
                .Select(column => row == column ? 12_345.0 : (row + column) % 3).ToArray()),
        ];
        ScoreCurve[] curves = [.. Enumerable.Range(0, classes).Select(index => Curve(index, 0.02 + (0.03 * index)))];
        return new ScoredRun(
            "serial",
            Classes(matrix, curves, [.. curves.Select(Falling)], [.. curves.Select(curve => Bins(curve.ClassIndex, 0.05 * curve.ClassIndex))]),
            [.. Enumerable.Range(0, classes).Select(index => $"the class of the number {index}")]);
    }

    /// <summary>A run of two classes.</summary>
    /// <param name="label">What it is called.</param>
    /// <param name="power">The smaller, the better.</param>
    public static ScoredRun Run(string label, double power)
    {
        ScoreCurve roc = Curve(1, power);
        PredictionScores scores = Classes([[7800, 200], [1500, 500]], [roc], [Falling(roc)], [Bins(1, power)]);
        return new ScoredRun(label, scores, ["on time", "late"])
        {
            ChosenThreshold = new ThresholdScores
            {
                Threshold = 0.1875,
                Accuracy = 0.6,
                BalancedAccuracy = 0.6,
                Precision = 0.3,
                Recall = 0.7,
                F1 = 0.4,
                ConfusionMatrix = [[4600, 3400], [600, 1400]],
            },
            History = [History("logloss", 60), History("auc", 60) with { IsHigherBetter = true }],
            Importance = Importance(6),
        };
    }

    /// <summary>A metric that falls on the training rows, and on the validation rows until two thirds of the rounds.</summary>
    public static LearningHistory History(string metric, int rounds) => new()
    {
        Metric = metric,
        IsHigherBetter = false,
        Training = [.. Enumerable.Range(0, rounds).Select(round => 0.3 + (0.4 * Math.Exp(-round / 20.0)))],
        Validation = [.. Enumerable.Range(0, rounds).Select(round => 0.5 + (0.0001 * Math.Pow(round - (2 * rounds / 3), 2)))],
    };

    /// <summary>Features of falling gain with long names; no split uses the last.</summary>
    public static IReadOnlyList<FeatureImportance> Importance(int features) =>
    [
        .. Enumerable.Range(0, features).Select(feature => new FeatureImportance
        {
            Feature = $"the feature with the number {feature} of all of the columns of the file",
            Gain = 1,
            Weight = 1,
            Cover = 1,
            TotalGain = feature == features - 1 ? 0 : 1000.0 / (feature + 1),
            TotalCover = 1,
        }),
    ];

    private static ScoreCurve Curve(int classIndex, double power)
    {
        double[] x = [.. Enumerable.Range(0, 101).Select(point => point / 100.0)];
        return new ScoreCurve(classIndex, x, [.. x.Select(rate => Math.Pow(rate, power))]);
    }

    private static ScoreCurve Falling(ScoreCurve curve) => curve with { Y = [.. curve.Y.Select(rate => 1 - (0.8 * rate))] };

    private static CalibrationCurve Bins(int classIndex, double bend)
    {
        double[] predicted = [.. Enumerable.Range(0, 10).Select(bin => 0.05 + (0.1 * bin))];
        return new CalibrationCurve(
            classIndex,
            predicted,
            [.. predicted.Select(share => Math.Pow(share, 1 + bend))],
            [.. predicted.Select(share => Math.Round(1000 * (1.1 - share)))]);
    }

    private static PredictionScores Classes(
        double[][] matrix,
        IReadOnlyList<ScoreCurve> roc,
        IReadOnlyList<ScoreCurve> precisionRecall,
        IReadOnlyList<CalibrationCurve> calibration) => new()
        {
            Classification = new ClassificationScores
            {
                Rows = (long)matrix.Sum(row => row.Sum()),
                Accuracy = 0.8,
                MajorityRate = 0.8,
                BalancedAccuracy = 0.6,
                Precision = 0.6,
                Recall = 0.6,
                F1 = 0.6,
                LogLoss = 0.45,
                Auc = matrix.Length > 2 ? 0.8765 : null,
                PerClass = [.. matrix.Select((row, index) => Class(row.Sum(), roc.FirstOrDefault(curve => curve.ClassIndex == index)))],
                ConfusionMatrix = matrix,
                RocCurves = roc,
                PrecisionRecallCurves = precisionRecall,
                Calibration = calibration,
            },
        };

    private static ClassScores Class(double support, ScoreCurve? roc) => new()
    {
        Support = support,
        Precision = 0.6,
        Recall = 0.6,
        F1 = 0.6,
        Auc = roc?.Y.Average(),
        AveragePrecision = roc is null ? null : 0.4321,
    };
}
