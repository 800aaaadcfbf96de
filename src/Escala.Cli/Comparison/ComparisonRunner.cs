using System.Text.Json;
using Escala.Reports.Results;

namespace Escala.Cli.Comparison;

/// <summary>Makes the runs of a comparison one after another and keeps the results on disk as they come.</summary>
/// <param name="resultsPath">Where <c>results.json</c> goes.</param>
/// <param name="board">Told where every run stands.</param>
internal sealed class ComparisonRunner(string resultsPath, ComparisonBoard board)
{
    /// <summary>Makes the runs that are not there yet. One that fails does not keep the others from running.</summary>
    /// <param name="plan">The runs.</param>
    /// <param name="comparison">What the report says beside the workload.</param>
    /// <param name="begun">The workload with the runs that are there.</param>
    /// <param name="cancellationToken">Cancels the one that runs and the rest.</param>
    public async Task<WorkloadReport> RunAsync(
        ComparisonPlan plan, ComparisonReport comparison, WorkloadReport begun, CancellationToken cancellationToken)
    {
        WorkloadReport workload = begun with { Runs = [.. begun.Runs, .. plan.Absent] };
        board.Restore(begun.Runs);
        foreach (ComparisonCell cell in plan.Cells.Where(cell => !begun.Runs.Any(cell.IsOf)))
        {
            board.Begin(cell);
            RunReport run = await cell.Runner.RunAsync(cell.Begin(ThisMachine.LoadAverage()[0]), board, cancellationToken)
                .ConfigureAwait(false);

            // Ctrl-C in a terminal reaches the child as well, which may be quicker to end than this process is to notice.
            cancellationToken.ThrowIfCancellationRequested();
            workload = workload with { Runs = [.. workload.Runs, run] };
            Save(comparison.With(workload));
            board.End(run);
        }

        return workload;
    }

    /// <summary>Writes the results, all or nothing.</summary>
    public void Save(ComparisonReport report) =>
        OutputFile.Write(resultsPath, stream => JsonSerializer.Serialize(stream, report, ResultsJson.Indented.ComparisonReport));
}
