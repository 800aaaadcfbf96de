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
    /// <param name="begun">What the report says beside the runs, and the runs that are there.</param>
    /// <param name="cancellationToken">Cancels the one that runs and the rest.</param>
    public async Task<ComparisonReport> RunAsync(ComparisonPlan plan, ComparisonReport begun, CancellationToken cancellationToken)
    {
        board.Restore(begun);
        ComparisonReport report = begun;
        foreach (WorkloadPlan workload in plan.Workloads)
        {
            report = await RunAsync(workload, report, cancellationToken).ConfigureAwait(false);
        }

        return report;
    }

    /// <summary>Writes the results, all or nothing.</summary>
    public void Save(ComparisonReport report) =>
        OutputFile.Write(resultsPath, stream => JsonSerializer.Serialize(stream, report, ResultsJson.Indented.ComparisonReport));

    private async Task<ComparisonReport> RunAsync(WorkloadPlan plan, ComparisonReport begun, CancellationToken cancellationToken)
    {
        WorkloadReport workload = begun.Workloads.Single(workload => workload.Name == plan.Name);
        ComparisonCell[] open = [.. plan.Cells.Where(cell => !workload.Runs.Any(cell.IsOf))];
        workload = workload with { Runs = [.. workload.Runs, .. plan.Absent] };
        foreach (ComparisonCell cell in open)
        {
            board.Begin(cell);
            double load = await BackgroundLoad.MeasureAsync(cancellationToken).ConfigureAwait(false);
            RunReport run = await cell.Runner.RunAsync(cell.Begin(load), board, cancellationToken).ConfigureAwait(false);

            // Ctrl-C in a terminal reaches the child as well, which may be quicker to end than this process is to notice.
            cancellationToken.ThrowIfCancellationRequested();
            workload = workload with { Runs = [.. workload.Runs, run] };
            Save(begun.With(workload));
            board.End(run);
        }

        return begun.With(workload);
    }
}
