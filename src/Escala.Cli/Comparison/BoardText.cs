using Escala.Reports.Languages;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Escala.Cli.Comparison;

/// <summary>Puts a board into words.</summary>
/// <param name="board">The board.</param>
/// <param name="language">The language.</param>
internal sealed class BoardText(ComparisonBoard board, Language language)
{
    /// <summary>The lines that are not rows: the head, the two of what is not shown, and one to spare.</summary>
    private const int OtherLines = 4;

    private readonly Texts _texts = ComparisonTexts.In(language);
    private readonly Figures _figures = new(language);
    private readonly RunLabel _label = new(language);

    /// <summary>A table of every run, or of those around the running one where the terminal is too low for all.</summary>
    /// <param name="height">The lines of the terminal.</param>
    public IRenderable Table(int height)
    {
        IReadOnlyList<BoardRow> rows = board.Rows;
        int shown = Math.Min(rows.Count, Math.Max(1, height - OtherLines));
        int running = rows.TakeWhile(row => row.Activity is null).Count();
        int first = Math.Clamp(running - (shown / 2), 0, rows.Count - shown);
        var grid = new Grid();
        grid.AddColumn(new GridColumn { NoWrap = true });
        grid.AddColumn(new GridColumn { NoWrap = true });
        foreach (BoardRow row in rows.Skip(first).Take(shown))
        {
            grid.AddRow(new Text(Label(row.Cell)), new Text(State(row), Style(row)) { Overflow = Overflow.Ellipsis });
        }

        int below = rows.Count - first - shown;
        return new Rows([
            new Text(Head()),
            .. first > 0 ? [new Text(_texts.Format("board.more.above", first))] : Array.Empty<Text>(),
            grid,
            .. below > 0 ? [new Text(_texts.Format("board.more.below", below))] : Array.Empty<Text>()]);
    }

    /// <summary>One line about a run that has ended.</summary>
    public string Line(BoardRow row)
    {
        string left = board.SecondsLeft is { } seconds and > 0 ? $"; {Left(seconds)}" : "";
        return $"[{board.Done}/{board.Rows.Count}] {Label(row.Cell)}: {State(row)}{left}";
    }

    private string Head()
    {
        string head = _texts.Format("board.head", board.Done, board.Rows.Count);
        return board.SecondsLeft is { } seconds ? $"{head}, {Left(seconds)}" : head;
    }

    private string Left(double seconds) => _texts.Format("board.left", _figures.Duration(seconds));

    private string Label(ComparisonCell cell)
    {
        ComparisonCell[] cells = [.. board.Rows.Select(row => row.Cell)];
        ComparisonCell[] namesakes =
            [.. cells.Where(other => (other.Workload, other.Kind, other.Name) == (cell.Workload, cell.Kind, cell.Name))];
        bool isUnique = namesakes.All(other => other.Threads == cell.Threads);
        string name = _label.Of(cell.Kind, cell.Name, isUnique ? null : cell.Threads);
        int repeats = namesakes.Max(other => other.Repeat);
        string run = repeats > 1 ? _texts.Format("label.run", name, cell.Repeat, repeats) : name;
        return cells.All(other => other.Workload == cell.Workload) ? run : $"{cell.Workload}: {run}";
    }

    private string State(BoardRow row) => row switch
    {
        { Run.Error: { } error } => _texts.Format("state.failed.why", error.Split('\n')[0]),
        { Run.NotRun.Reason: { } reason } => $"{_texts["state.not.run"]}: {reason}",
        { Run.WallSeconds: { } seconds } => _texts.Format("state.done.seconds", _figures.Seconds(seconds)),
        { Activity: "" } => _texts["state.starting"],
        { Activity: { } activity } => activity,
        _ => _texts["state.waiting"],
    };

    private static Style Style(BoardRow row) => row switch
    {
        { Run.Error: not null } => new Style(Color.Red),
        { Run.Result: not null } => new Style(Color.Green),
        { Activity: not null } => new Style(decoration: Decoration.Bold),
        _ => Spectre.Console.Style.Plain,
    };
}
