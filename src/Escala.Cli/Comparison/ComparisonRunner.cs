using System.Text.Json;
using Escala.Cli.Commands;
using Escala.Cli.Progress;
using Escala.Reports.Results;

namespace Escala.Cli.Comparison;

/// <summary>Makes the runs of a comparison one after another and keeps the results on disk as they come.</summary>
/// <param name="resultsPath">Where <c>results.json</c> goes.</param>
/// <param name="view">Shows progress.</param>
internal sealed class ComparisonRunner(string resultsPath, JobConsole view)
{
    /// <summary>Makes the runs. One that fails does not keep the others from running.</summary>
    /// <param name="plan">The runs.</param>
    /// <param name="usedRows">How many of so many rows read are used.</param>
    /// <param name="begun">What the report says beside the runs.</param>
    /// <param name="cancellationToken">Cancels the one that runs and the rest.</param>
    public async Task<ComparisonReport> RunAsync(
        ComparisonPlan plan, Func<long, long> usedRows, ComparisonReport begun, CancellationToken cancellationToken)
    {
        ComparisonReport report = begun with { Runs = [.. begun.Runs, .. plan.Absent] };
        foreach (ComparisonCell cell in plan.Cells)
        {
            RunReport run;
            using (TerminalProgress? progress = view.Progress(new ProgressText(cell.Restarts, usedRows), $"{cell.Name}: "))
            {
                run = await cell.Runner.RunAsync(cell.Begin(ThisMachine.LoadAverage()[0]), progress, cancellationToken)
                    .ConfigureAwait(false);
            }

            // Ctrl-C in a terminal reaches the child as well, which may be quicker to end than this process is to notice.
            cancellationToken.ThrowIfCancellationRequested();
            report = report with { Runs = [.. report.Runs, run] };
            OutputFile.Write(resultsPath, stream => JsonSerializer.Serialize(stream, report, ResultsJson.Indented.ComparisonReport));
        }

        return report;
    }
}
