using Escala.Boosting;
using Escala.Metrics;
using Escala.Reports.Findings;
using Escala.Reports.Pages.Documents;
using Escala.Reports.Results;

namespace Escala.Reports.Pages.Sections;

/// <summary>How good predictions are: in words, by class, and by what was taken for what.</summary>
internal static class PredictionQuality
{
    private const double HalfThreshold = 0.5;

    private static readonly string[] ClassScoreKeys = ["precision", "recall", "f1", "auc", "averagePrecision"];
    private static readonly string[] ThresholdScoreKeys = ["accuracy", "majorityRate", "balancedAccuracy", "precision", "recall", "f1"];

    /// <summary>Makes the section.</summary>
    public static Section Of(ReportMaterial material) => new("quality", material.Texts["quality.title"],
    [
        .. material.List(FindingSection.Quality),
        .. material.AnyResult is { Classification: { } classes } fit ? OfClasses(material, fit, classes) : [],
        .. material.ChartsAt(ChartPlace.Quality),
        .. material.List(FindingSection.Calibration),
        .. material.ChartsAt(ChartPlace.Calibration),
    ]);

    private static IEnumerable<Block> OfClasses(ReportMaterial material, FitReport fit, ClassificationScores classes)
    {
        yield return ByClass(material, fit, classes);
        yield return Confusion(material, fit, material.Suited("quality.confusion"), classes.ConfusionMatrix);
        if (fit is XGBoostFitReport { ChosenThreshold: { } chosen, Task: XGBoostTask.Binary })
        {
            yield return Thresholds(material, classes, chosen);
            string caption = material.Texts.Format("quality.confusion.chosen", material.Figures.Metric(Math.Round(chosen.Threshold, 3)));
            yield return Confusion(material, fit, caption, chosen.ConfusionMatrix);
        }
    }

    private static Table ByClass(ReportMaterial material, FitReport fit, ClassificationScores classes)
    {
        var cells = new TableCells(material.Figures);
        double all = classes.PerClass.Sum(one => one.Support);
        return new Table
        {
            Caption = material.Texts["quality.classes"],
            Columns =
            [
                material.Words("quality.class"), new Column(material.Suited("quality.support"), IsNumeric: true), material.Numbers("quality.share"),
                .. ClassScoreKeys.Select(key => new Column(material.Names.Metric(key), IsNumeric: true)),
            ],
            Rows =
            [
                .. fit.ClassNames.Zip(classes.PerClass, (name, one) => new Row(
                [
                    new Cell(name), cells.Weight(one.Support), cells.Share(one.Support, all), cells.Score(one.Precision),
                    cells.Score(one.Recall), cells.Score(one.F1), cells.Score(one.Auc), cells.Score(one.AveragePrecision),
                ])),
            ],
            Command = material.Command,
        };
    }

    private static Table Confusion(
        ReportMaterial material, FitReport fit, string caption, IReadOnlyList<IReadOnlyList<double>> matrix)
    {
        var cells = new TableCells(material.Figures);
        return new Table
        {
            Caption = caption,
            Columns =
            [
                material.Words("quality.true"),
                .. fit.ClassNames.Select(name => new Column(material.Texts.Format("quality.predicted", name), IsNumeric: true)),
            ],
            Rows =
            [
                .. fit.ClassNames.Zip(matrix, (name, row) => new Row(
                [
                    new Cell(name), .. row.Select(weight => cells.WeightOf(weight, row.Sum())),
                ])),
            ],
            Command = material.Command,
        };
    }

    private static Table Thresholds(ReportMaterial material, ClassificationScores classes, ThresholdScores chosen)
    {
        var cells = new TableCells(material.Figures);
        ClassScores second = classes.PerClass[1];
        double majority = classes.MajorityRate;
        return new Table
        {
            Caption = material.Texts["quality.thresholds"],
            Columns =
            [
                material.Numbers("quality.threshold"),
                .. ThresholdScoreKeys.Select(key => new Column(material.Names.Metric(key), IsNumeric: true)),
            ],
            Rows =
            [
                RowOf(HalfThreshold, classes.Accuracy, classes.BalancedAccuracy, second.Precision, second.Recall, second.F1),
                RowOf(chosen.Threshold, chosen.Accuracy, chosen.BalancedAccuracy, chosen.Precision, chosen.Recall, chosen.F1),
            ],
            Command = material.Command,
        };

        Row RowOf(double threshold, double accuracy, double balanced, double precision, double recall, double f1) => new(
        [
            cells.Score(threshold), cells.Score(accuracy), cells.Score(majority), cells.Score(balanced), cells.Score(precision),
            cells.Score(recall), cells.Score(f1),
        ]);
    }
}
