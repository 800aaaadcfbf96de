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
        TextWriter output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is not EscalaCommand command)
        {
            _help.Invoke(parseResult);
        }
        else
        {
            WriteGrouped(parseResult, command, output);
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

    /// <summary>Writes the usual help, with the options under the titles of their groups.</summary>
    private void WriteGrouped(ParseResult parseResult, EscalaCommand command, TextWriter output)
    {
        using var help = new StringWriter();
        parseResult.InvocationConfiguration.Output = help;
        _help.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output = output;
        var titles = command.Groups.ToDictionary(group => group.Options[0].Name, group => group.Title);
        bool isFirst = true;
        foreach (string line in help.ToString().TrimEnd().Split(Environment.NewLine))
        {
            if (titles.TryGetValue(line.TrimStart().Split(' ')[0], out string? title))
            {
                output.WriteLine(isFirst ? $"  {title}:" : $"{Environment.NewLine}  {title}:");
                isFirst = false;
            }

            output.WriteLine(line);
        }

        output.WriteLine();
    }
}
