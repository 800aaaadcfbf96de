using Spectre.Console;

namespace Escala.Cli;

/// <summary>The two streams of the program and whether people look at them.</summary>
/// <param name="Output">Results.</param>
/// <param name="Error">Everything else.</param>
/// <param name="IsOutputTerminal">Whether <paramref name="Output"/> is a terminal, which has colours and a width.</param>
/// <param name="IsErrorTerminal">Whether <paramref name="Error"/> is a terminal, which can show live progress.</param>
internal sealed record CommandConsole(TextWriter Output, TextWriter Error, bool IsOutputTerminal, bool IsErrorTerminal)
{
    /// <summary>Wider than any table: what is piped is never wrapped or cut.</summary>
    private const int PipedWidth = 10_000;

    /// <summary>The columns of a terminal that does not say how many it has.</summary>
    private const int UsualWidth = 80;

    private const int UsualHeight = 24;

    /// <summary>The columns of the terminal.</summary>
    /// <remarks>Standard output may be a pipe while standard error is a terminal, and a terminal may say that it has none.</remarks>
    public int Width => IsOutputTerminal && Console.WindowWidth > 0 ? Console.WindowWidth : UsualWidth;

    /// <summary>The streams of this process.</summary>
    public static CommandConsole OfProcess() =>
        new(Console.Out, Console.Error, !Console.IsOutputRedirected, !Console.IsErrorRedirected);

    /// <summary>A console for what changes while people look, on <see cref="Error"/>, which is a terminal.</summary>
    public IAnsiConsole Live()
    {
        IAnsiConsole live = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Error) });
        live.Profile.Width = Width;
        live.Profile.Height = Console.WindowHeight > 0 ? Console.WindowHeight : UsualHeight;
        return live;
    }

    /// <summary>A console for tables on <see cref="Output"/>.</summary>
    public IAnsiConsole Tables()
    {
        IAnsiConsole tables = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = IsOutputTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(Output),
        });
        tables.Profile.Width = IsOutputTerminal ? Width : PipedWidth;
        return tables;
    }
}
