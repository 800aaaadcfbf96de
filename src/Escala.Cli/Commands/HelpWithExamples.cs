using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Escala.Cli.Commands;

/// <summary>The help of a command, followed by its examples and the exit codes.</summary>
/// <param name="help">Writes the rest.</param>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        help.Invoke(parseResult);
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
