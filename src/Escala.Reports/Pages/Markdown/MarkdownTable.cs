using Escala.Reports.Languages;
using Escala.Reports.Pages.Documents;

namespace Escala.Reports.Pages.Markdown;

/// <summary>Tables as GitHub's Markdown.</summary>
internal static class MarkdownTable
{
    /// <summary>A table.</summary>
    public static string Of(Table table) => Join(
        table.Columns.Select(column => MarkdownText.Of(column.Title)),
        table.Columns.Select(column => column.IsNumeric),
        table.Rows.Select(row => row.Cells.Select(Text).Concat(Remark(row, table.Columns.Count))));

    /// <summary>The steps of an algorithm, with a column of seconds for each run.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="texts">The page's texts.</param>
    /// <param name="figures">How numbers are written.</param>
    public static string Of(Steps steps, Texts texts, Figures figures) => Join(
        [texts["steps.step"], texts["steps.happens"], .. steps.Runs.Select(run => MarkdownText.Of(texts.Format("steps.seconds.of", run)))],
        [false, false, .. steps.Runs.Select(_ => true)],
        steps.Items.Select(step => (IEnumerable<string>)
        [
            MarkdownText.Of(step.Title),
            MarkdownText.Of(step.Text),
            .. step.Seconds.Select(seconds => seconds is { } some ? figures.Seconds(some) : Cell.Nothing),
        ]));

    private static string Join(IEnumerable<string> titles, IEnumerable<bool> areNumeric, IEnumerable<IEnumerable<string>> rows) =>
        string.Join('\n', [Line(titles), Line(areNumeric.Select(isNumeric => isNumeric ? "---:" : "---")), .. rows.Select(Line)]);

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    private static IEnumerable<string> Remark(Row row, int columns) => row.Remark is { } remark
        ? [MarkdownText.Of(remark), .. Enumerable.Repeat("", columns - row.Cells.Count - 1)]
        : [];

    private static string Text(Cell cell)
    {
        string text = cell.IsCode ? MarkdownText.Code(cell.Text) : MarkdownText.Of(cell.Text);
        return cell.Note is { } note ? $"{text} ({MarkdownText.Of(note)})" : text;
    }
}
