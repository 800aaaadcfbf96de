using System.Text.Json;
using Escala.Cli.Commands;
using Escala.Cli.Options;
using Escala.Cli.Progress;
using Escala.Reports.Results;

namespace Escala.Cli.Comparison;

/// <summary>Runs the same fit on several engines, each in a process of its own, and keeps the results on disk as they come.</summary>
/// <param name="program">The program to start.</param>
/// <param name="resultsPath">Where <c>results.json</c> goes.</param>
/// <param name="view">Shows progress.</param>
internal sealed class EngineComparison(ChildProgram program, string resultsPath, JobConsole view)
{
    /// <summary>Runs the engines one after another. One that fails does not keep the others from running.</summary>
    /// <param name="request">The fit; its engine is replaced.</param>
    /// <param name="engines">The engines.</param>
    /// <param name="empty">What the report says beside the runs.</param>
    /// <param name="cancellationToken">Cancels the running engine and the rest.</param>
    public async Task<ComparisonReport> RunAsync(
        KMeansFitRequest request, IReadOnlyList<EngineChoice> engines, ComparisonReport empty, CancellationToken cancellationToken)
    {
        ComparisonReport report = empty;
        foreach (EngineChoice engine in engines)
        {
            RunReport run = await RunAsync(request with { Engine = engine }, cancellationToken).ConfigureAwait(false);
            report = report with { Runs = [.. report.Runs, run] };
            OutputFile.Write(resultsPath, stream => JsonSerializer.Serialize(stream, report, ResultsJson.Indented.ComparisonReport));
        }

        return report;
    }

    private async Task<RunReport> RunAsync(KMeansFitRequest request, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> arguments = [.. request.ToArguments(), "--json"];
        double load = ThisMachine.LoadAverage()[0];
        ChildOutcome outcome;
        using (TerminalProgress? progress = view.Progress(
            new ProgressText(Reports.Languages.Language.English, request.Options.Restarts, request.UsedRows), $"{request.Engine.Name}: "))
        {
            outcome = await new ChildRun(program, progress)
                .RunAsync([.. arguments, FitKMeansCommand.SupervisedOption], cancellationToken).ConfigureAwait(false);
        }

        // Ctrl-C in a terminal reaches the child as well, which may be quicker to end than this process is to notice.
        cancellationToken.ThrowIfCancellationRequested();
        var run = new RunReport
        {
            Kind = RunKind.Engine,
            Name = request.Engine.Name,
            Threads = request.Engine.Cores,
            LoadAverage = load,
            Command = ShellText.Join(["escala", .. arguments]),
            ExitCode = outcome.ExitCode,
            WallSeconds = outcome.Wall.TotalSeconds,
        };
        return outcome.ExitCode == ExitCode.Done ? WithResult(run, outcome) : run with { Error = Error(outcome) };
    }

    private static RunReport WithResult(RunReport run, ChildOutcome outcome)
    {
        try
        {
            return run with { Result = JsonSerializer.Deserialize(outcome.Output, ResultsJson.Default.FitReport) };
        }
        catch (JsonException cause)
        {
            return run with { Error = $"The process ended well, but its result cannot be read: {cause.Message}" };
        }
    }

    private static string Error(ChildOutcome outcome)
    {
        const string Prefix = "escala: ";
        string[] lines =
            [.. outcome.ErrorTail.Select(line => line.StartsWith(Prefix, StringComparison.Ordinal) ? line[Prefix.Length..] : line)];
        return lines.Length > 0
            ? string.Join(Environment.NewLine, lines)
            : $"The process ended with exit code {outcome.ExitCode} and said nothing"
                + $"{(outcome.ExitCode > 128 ? $" (signal {outcome.ExitCode - 128})" : "")}.";
    }
}
