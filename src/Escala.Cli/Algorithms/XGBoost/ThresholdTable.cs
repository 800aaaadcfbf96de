using Escala.Cli.Tables;
using Escala.Metrics;
using Escala.Reports.Languages;

namespace Escala.Cli.Algorithms.XGBoost;

/// <summary>Two classes at the threshold 0.5, and beside it at the one that the validation rows chose.</summary>
/// <param name="language">The language.</param>
internal sealed class ThresholdTable(Language language)
{
    private static readonly string[] Columns = ["threshold", "accuracy", "balancedaccuracy", "precision", "recall", "f1"];

    private readonly Texts _texts = TableTexts.In(language);
    private readonly Figures _figures = new(language);

    /// <summary>Makes the table; null where no threshold was chosen.</summary>
    /// <param name="scores">The scores at 0.5.</param>
    /// <param name="chosen">The scores at the other one.</param>
    public FigureTable? Of(PredictionScores scores, ThresholdScores? chosen)
    {
        if (chosen is null || scores.Classification is not { PerClass: [_, { } second] } classes)
        {
            return null;
        }

        var table = new FigureTable(_texts["title.threshold"], Columns.Select(column => _texts[$"column.{column}"]));
        AddRow(table, [0.5, classes.Accuracy, classes.BalancedAccuracy, second.Precision, second.Recall, second.F1]);
        AddRow(table, [chosen.Threshold, chosen.Accuracy, chosen.BalancedAccuracy, chosen.Precision, chosen.Recall, chosen.F1]);
        return table;
    }

    private void AddRow(FigureTable table, double[] figures) => table.AddRow(figures.Select(figure => _figures.Metric(Math.Round(figure, 4))));
}
