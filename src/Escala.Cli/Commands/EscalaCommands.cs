using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Escala.Cli.Algorithms;
using Escala.Models;

namespace Escala.Cli.Commands;

/// <summary>The program's commands.</summary>
internal static class EscalaCommands
{
    /// <summary>The program's name, whatever its file is called.</summary>
    private const string Name = "escala";

    /// <summary>Creates the root command.</summary>
    /// <param name="console">Where the commands write.</param>
    public static Command Create(CommandConsole console)
    {
        return new Command(Name, "Escala trains on one core or on all cores, with the same answer, and shows what each cost.")
        {
            new HelpOption { Action = new HelpWithExamples() },
            new VersionOption { Action = new WriteVersion() },
            Fit(console),
            PredictCommand.Create(console),
            EvaluateCommand.Create(console),
            ExplainCommand.Create(console),
            ExportCommand.Create(console),
            CompareCommand.Create(console),
            DoctorCommand.Create(console),
        };
    }

    private static Command Fit(CommandConsole console)
    {
        var fit = new Command("fit", "Train a model.");
        foreach (Algorithm algorithm in KnownAlgorithms.All)
        {
            fit.Add(FitCommand.Create(algorithm, console));
        }

        return fit;
    }

    private sealed class WriteVersion : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(EscalaVersion.Current);
            return ExitCode.Done;
        }
    }
}
