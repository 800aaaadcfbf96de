using System.CommandLine;
using System.CommandLine.Invocation;
using Escala.Cli.Commands;

namespace Escala.Cli;

/// <summary>From arguments to an exit code.</summary>
internal static class EscalaProgram
{
    /// <summary>Runs the program on the process's console.</summary>
    /// <param name="args">The arguments.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        using var signals = new InterruptSignals();
        return await RunAsync(args, CommandConsole.OfProcess(), signals.Token).ConfigureAwait(false);
    }

    /// <summary>Runs the program on a given console.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="console">Where output goes.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public static async Task<int> RunAsync(string[] args, CommandConsole console, CancellationToken cancellationToken)
    {
        try
        {
            Command root = EscalaCommands.Create(console);
            ParseResult parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Action is ParseErrorAction)
            {
                return UsageErrors.Write(parsed, console.Error);
            }

            var configuration = new InvocationConfiguration
            {
                Output = console.Output,
                Error = console.Error,
                // Signals and exceptions have their own places: InterruptSignals and Failures.
                ProcessTerminationTimeout = null,
                EnableDefaultExceptionHandler = false,
            };
            return await parsed.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The outermost place: every failure becomes a message and an exit code.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return Failures.Write(failure, console.Error);
        }
    }
}
