using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Escala.Cli.Comparison;
using Escala.Cli.Options;
using Escala.Cli.Progress;
using Escala.Reports.Languages;
using Spectre.Console;

namespace Escala.Cli.Commands;

/// <summary>What a command that runs a job shows: progress while it runs, and its report.</summary>
/// <param name="console">Where to.</param>
/// <param name="isJson">Whether the report is JSON.</param>
/// <param name="isQuiet">Whether progress is hidden.</param>
internal sealed class JobConsole(CommandConsole console, bool isJson, bool isQuiet)
{
    /// <summary>Makes it of the options.</summary>
    public static JobConsole Of(ParseResult parsed, OutputOptions output, CommandConsole console) =>
        new(console, output.IsJson(parsed), output.IsQuiet(parsed));

    /// <summary>Shows live progress where somebody sees it; null where nobody does. The caller disposes it.</summary>
    /// <param name="text">Puts it into words.</param>
    /// <param name="prefix">What the line begins with.</param>
    public TerminalProgress? Progress(ProgressText text, string prefix = "") =>
        isQuiet || !console.IsErrorTerminal ? null : new TerminalProgress(console.Error, text, prefix, console.Width);

    /// <summary>
    /// Shows where a comparison stands: as a live table on a terminal, else by a line for every run that ends. Null where progress is
    /// hidden. The caller disposes it.
    /// </summary>
    /// <param name="board">Where it stands.</param>
    /// <param name="language">In which language.</param>
    public IAsyncDisposable? Show(ComparisonBoard board, Language language)
    {
        if (isQuiet)
        {
            return null;
        }

        var text = new BoardText(board, language);
        if (console.IsErrorTerminal)
        {
            IAnsiConsole live = console.Live();
            return new LiveTable(live, () => text.Table(live.Profile.Height));
        }

        board.Ended = row => console.Error.WriteLine(text.Line(row));
        return null;
    }

    /// <summary>Shows a report.</summary>
    /// <typeparam name="T">The kind of report.</typeparam>
    /// <param name="report">The report.</param>
    /// <param name="type">Gives its shape in JSON; asked only where JSON is written, since to make it takes a fifth of a second.</param>
    /// <param name="write">Writes it for people.</param>
    public void Show<T>(T report, Func<JsonTypeInfo<T>> type, Action<T, IAnsiConsole> write)
    {
        if (isJson)
        {
            console.Output.WriteLine(JsonSerializer.Serialize(report, type()));
        }
        else
        {
            write(report, console.Tables());
        }
    }

    /// <summary>Shows a line after a report for people; nothing after JSON.</summary>
    /// <param name="line">The line.</param>
    public void ShowLine(string line)
    {
        if (!isJson)
        {
            console.Output.WriteLine(line);
        }
    }
}
