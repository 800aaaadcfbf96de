using Escala.Cli.Algorithms;
using Escala.Cli.Commands;
using Escala.Cli.Comparison.Peers;
using Escala.Cli.Progress;
using Escala.Reports.Languages;
using Escala.Reports.Results;

namespace Escala.Cli.Comparison;

/// <summary>Compares fits, from the beginning or from where an earlier comparison ended.</summary>
/// <param name="fits">The fits, each of another algorithm, with the path of its data.</param>
/// <param name="resultsPath">Where <c>results.json</c> goes.</param>
/// <param name="view">Shows progress.</param>
/// <param name="language">The language of what is shown.</param>
internal sealed class ComparisonSession(
    IReadOnlyList<(FitRequest Request, string DataPath)> fits, string resultsPath, JobConsole view, Language language) : IAsyncDisposable
{
    private readonly ScratchModels _models = new();
    private readonly List<PeerSession> _peers = [];
    private readonly List<EngineSession> _engines = [];

    /// <summary>Makes the runs and then what is made of all of them together.</summary>
    /// <param name="contenders">The engines and peers.</param>
    /// <param name="asked">What the report says beside the runs.</param>
    /// <param name="earlier">What is gone on with; null to begin anew, in place of what is there.</param>
    /// <param name="cancellationToken">Cancels what runs; what has finished is in the results.</param>
    public async Task<ComparisonOutcome> RunAsync(
        Contenders contenders, ComparisonReport asked, EarlierComparison? earlier, CancellationToken cancellationToken)
    {
        asked = asked with { Repeat = Math.Max(asked.Repeat, earlier?.Repeat ?? 1) };
        Workload[] workloads =
        [
            .. fits.Select(fit => new Workload(
                fit.Request, fit.DataPath, _models.PathOf(fit.Request.Algorithm.Name), ChildProgram.Itself())),
        ];
        EngineCells engines = await EngineCells.FindAsync(contenders.Engines, _engines, cancellationToken).ConfigureAwait(false);
        var plans = new List<WorkloadPlan>();
        foreach (Workload workload in workloads)
        {
            plans.Add(await PlanAsync(workload, engines, contenders, asked, cancellationToken).ConfigureAwait(false));
        }

        var plan = new ComparisonPlan(plans);
        ComparisonReport begun = earlier?.Resume(asked, plan) ?? asked;
        if (earlier is null)
        {
            // Else a later --resume would go on with what this comparison is to replace.
            File.Delete(resultsPath);
        }

        var board = new ComparisonBoard(plan, cell => new ProgressText(language, cell.Fit), TimeProvider.System);
        var runner = new ComparisonRunner(resultsPath, board);
        ComparisonReport report;
        await using (view.Show(board, language))
        {
            report = await runner.RunAsync(plan, begun, cancellationToken).ConfigureAwait(false);
        }

        ComparisonOutcome outcome = await CompleteAsync(workloads, report, cancellationToken).ConfigureAwait(false);
        runner.Save(outcome.Report);
        return outcome;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (EngineSession session in _engines)
        {
            await session.DisposeAsync().ConfigureAwait(false);
        }

        foreach (PeerSession session in _peers)
        {
            await session.DisposeAsync().ConfigureAwait(false);
        }

        _models.Dispose();
    }

    private async Task<WorkloadPlan> PlanAsync(
        Workload workload, EngineCells engines, Contenders contenders, ComparisonReport asked, CancellationToken cancellationToken)
    {
        AlgorithmComparison comparison = workload.Algorithm.Comparison;
        var session = new PeerSession(workload.Request, workload.DataPath);
        _peers.Add(session);
        PeerCells peers = await PeerCells.FindAsync(contenders, session, asked.Scale, cancellationToken).ConfigureAwait(false);
        if (comparison.WhyNotRun() is { } reason)
        {
            return WorkloadPlan.Of(
                workload.Algorithm.Name, peers.Cells, asked.Repeat, trials: [], [.. engines.AllAbsent(reason), .. peers.Absent]);
        }

        return WorkloadPlan.Of(
            workload.Algorithm.Name,
            [.. engines.Of(workload), .. peers.Cells],
            asked.Repeat,
            [.. comparison.Trials(workload.Program, workload.Request)],
            [.. engines.Absent(), .. peers.Absent]);
    }

    private async Task<ComparisonOutcome> CompleteAsync(
        IReadOnlyList<Workload> workloads, ComparisonReport report, CancellationToken cancellationToken)
    {
        using TerminalProgress? progress = view.Progress(new ProgressText(language), ComparisonTexts.In(language)["view"]);
        string? failed = null;
        foreach (Workload workload in workloads)
        {
            WorkloadReport results = report.Workloads.Single(results => results.Name == workload.Algorithm.Name);
            try
            {
                report = report.With(await workload.Algorithm.Comparison
                    .CompleteAsync(workload, results, progress, cancellationToken).ConfigureAwait(false));
            }
            catch (EscalaException failure)
            {
                failed = failure.Message;
            }
        }

        return new ComparisonOutcome(report, failed);
    }
}
