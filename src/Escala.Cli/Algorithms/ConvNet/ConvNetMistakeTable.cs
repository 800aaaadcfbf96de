using Escala.Cli.Tables;
using Escala.Reports.Languages;
using Escala.Reports.Results;

namespace Escala.Cli.Algorithms.ConvNet;

/// <summary>The images that were taken for another class with the highest probability.</summary>
/// <param name="language">The language.</param>
internal sealed class ConvNetMistakeTable(Language language)
{
    private const int Most = 5;

    private static readonly string[] Columns = ["row", "truth", "predicted", "probability"];

    private readonly Texts _texts = TableTexts.In(language);
    private readonly Figures _figures = new(language);

    /// <summary>The table.</summary>
    /// <param name="mistakes">The mistakes, the worst first.</param>
    /// <param name="classes">The names of the classes.</param>
    public FigureTable Of(IReadOnlyList<ConvNetMistakeReport> mistakes, IReadOnlyList<string> classes)
    {
        var table = new FigureTable(_texts["title.mistakes"], Columns.Select(column => _texts[$"column.{column}"]));
        foreach (ConvNetMistakeReport mistake in mistakes.Take(Most))
        {
            table.AddRow(_figures.Count(mistake.Row), classes[mistake.Truth], classes[mistake.Predicted], _figures.Metric(mistake.Probability));
        }

        return table;
    }
}
