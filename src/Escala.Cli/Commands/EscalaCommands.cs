using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Escala.Models;

namespace Escala.Cli.Commands;

/// <summary>The program's commands.</summary>
internal static class EscalaCommands
{
    /// <summary>The columns of the help where the terminal is not narrower.</summary>
    private const int HelpWidth = 120;

    /// <summary>Creates the root command.</summary>
    /// <param name="console">Where the commands write.</param>
    public static RootCommand Create(CommandConsole console)
    {
        var root = new RootCommand("Escala trains on one core, on all cores or on a cluster, with the same answer, and shows what each cost.")
        {
            FitCommand(console),
            EvaluateCommand.Create(console),
            CompareCommand.Create(console),
            DoctorCommand.Create(console),
        };
        foreach (HelpOption option in root.Options.OfType<HelpOption>())
        {
            var help = (HelpAction)option.Action!;
            help.MaxWidth = Math.Min(help.MaxWidth, HelpWidth);
            option.Action = new HelpWithExamples(help);
        }

        foreach (VersionOption option in root.Options.OfType<VersionOption>())
        {
            option.Action = new WriteVersion();
        }

        return root;
    }

    private static Command FitCommand(CommandConsole console) =>
        new("fit", "Train a model.") { FitKMeansCommand.Create(console) };

    private sealed class WriteVersion : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(EscalaVersion.Current);
            return ExitCode.Done;
        }
    }
}
