using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Escala.Cli.Commands;

/// <summary>The help of a command, followed by its examples and the exit codes.</summary>
internal sealed class HelpWithExamples : SynchronousCommandLineAction
{
    private const int MostColumns = 120;

    private readonly HelpAction _help = new();

    /// <summary>Creates the action.</summary>
    public HelpWithExamples()
    {
        // A terminal may say that it has no columns at all.
        if (_help.MaxWidth is < 1 or > MostColumns)
        {
            _help.MaxWidth = MostColumns;
        }
    }

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        _help.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is EscalaCommand { Examples.Count: > 0 } command)
        {
            output.WriteLine("Examples:");
            foreach (string example in command.Examples)
            {
                output.WriteLine($"  {example}");
            }

            output.WriteLine();
        }

        output.WriteLine("Exit codes: 0 done, 1 failed, 2 wrong usage, 130 cancelled.");
        return ExitCode.Done;
    }
}
