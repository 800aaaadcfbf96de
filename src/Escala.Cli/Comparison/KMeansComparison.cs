using Escala.Cli.Commands;
using Escala.Cli.Comparison.Peers;
using Escala.Cli.Options;
using Escala.Cli.Progress;
using Escala.Reports.Languages;
using Escala.Reports.Results;

namespace Escala.Cli.Comparison;

/// <summary>Compares fits of K-means, from the beginning or from where an earlier comparison ended.</summary>
/// <param name="request">The fit.</param>
/// <param name="dataPath">The data, a sample's name resolved.</param>
/// <param name="resultsPath">Where <c>results.json</c> goes.</param>
/// <param name="view">Shows progress.</param>
/// <param name="language">The language of what is shown.</param>
internal sealed class KMeansComparison(
    KMeansFitRequest request, string dataPath, string resultsPath, JobConsole view, Language language)
{
    /// <summary>Makes the runs and then the view of the clusters.</summary>
    /// <param name="contenders">The engines and peers.</param>
    /// <param name="asked">What the report says beside the runs.</param>
    /// <param name="earlier">What is gone on with; null to begin anew, in place of what is there.</param>
    /// <param name="cancellationToken">Cancels what runs; what has finished is in the results.</param>
    public async Task<ComparisonOutcome> RunAsync(
        Contenders contenders, ComparisonReport asked, EarlierComparison? earlier, CancellationToken cancellationToken)
    {
        using var model = new ScratchModel();
        var cells = new KMeansCells(ChildProgram.Itself(), request, model.Path);
        asked = asked with { Repeat = Math.Max(asked.Repeat, earlier?.Repeat ?? 1) };
        await using var session = new PeerSession(request, dataPath);
        PeerCells peers = await PeerCells.FindAsync(contenders, session, asked.Scale, cancellationToken).ConfigureAwait(false);
        var plan = ComparisonPlan.Of(
            [.. contenders.Engines.Select(cells.OfEngine), .. peers.Cells],
            asked.Repeat,
            [.. cells.OfInitializations()],
            peers.Absent);
        ComparisonReport begun = earlier?.Resume(asked, plan) ?? asked;
        if (earlier is null)
        {
            // Else a later --resume would go on with what this comparison is to replace.
            File.Delete(resultsPath);
        }

        var board = new ComparisonBoard(plan, restarts => new ProgressText(language, restarts, request.UsedRows), TimeProvider.System);
        var runner = new ComparisonRunner(resultsPath, board);
        WorkloadReport workload;
        await using (view.Show(board, language))
        {
            workload = await runner.RunAsync(plan, begun, KMeansOf(begun), cancellationToken).ConfigureAwait(false);
        }

        ComparisonOutcome outcome = await WithClustersAsync(
            new ClusterView(cells, request, dataPath, model.Path), begun.With(workload), cancellationToken).ConfigureAwait(false);
        runner.Save(outcome.Report);
        return outcome;
    }

    private async Task<ComparisonOutcome> WithClustersAsync(ClusterView clusters, ComparisonReport report, CancellationToken cancellationToken)
    {
        KMeansWorkloadReport workload = KMeansOf(report);
        if (workload.Clusters is not null || workload.Finished.LastOrDefault() is not { } run)
        {
            return new ComparisonOutcome(report, null);
        }

        using TerminalProgress? progress = view.Progress(new ProgressText(language), ComparisonTexts.In(language)["view"]);
        try
        {
            ClusterViewReport drawn = await clusters.DrawAsync(run, progress, cancellationToken).ConfigureAwait(false);
            return new ComparisonOutcome(report.With(workload with { Clusters = drawn }), null);
        }
        catch (EscalaException failure)
        {
            return new ComparisonOutcome(report, failure.Message);
        }
    }

    private static KMeansWorkloadReport KMeansOf(ComparisonReport report) => report.Workloads.OfType<KMeansWorkloadReport>().Single();
}
