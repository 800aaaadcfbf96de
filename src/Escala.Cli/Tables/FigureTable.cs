using Spectre.Console;

namespace Escala.Cli.Tables;

/// <summary>Tables of figures: the first column is text, the others are numbers. What is shown is never taken for markup.</summary>
internal sealed class FigureTable
{
    private readonly Table _table = new() { Border = TableBorder.Simple, UseSafeBorder = true };

    /// <summary>Begins a table.</summary>
    /// <param name="title">What it is about; null for none.</param>
    /// <param name="columns">The columns' names.</param>
    public FigureTable(string? title, params IEnumerable<string> columns)
    {
        foreach (string column in columns)
        {
            var text = new TableColumn(new Text(column)) { Padding = new Padding(0, 0, 1, 0) };
            _table.AddColumn(_table.Columns.Count == 0 ? text : text.RightAligned());
        }

        Title = title;
    }

    private string? Title { get; }

    /// <summary>Adds a row.</summary>
    public void AddRow(params IEnumerable<string> cells) => _table.AddRow(cells.Select(cell => new Text(cell)));

    /// <summary>Shows the table, if it has rows.</summary>
    public void WriteTo(IAnsiConsole console)
    {
        if (_table.Rows.Count == 0)
        {
            return;
        }

        if (Title is not null)
        {
            console.Write(new Text(Title, new Style(decoration: Decoration.Bold)));
            console.WriteLine();
        }

        console.Write(_table);
    }
}
