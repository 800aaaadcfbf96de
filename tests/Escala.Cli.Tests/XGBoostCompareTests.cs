using System.Text.Json;
using Escala.Cli.Algorithms.XGBoost;
using Escala.Cli.Comparison;
using Escala.Cli.Tests.Peers;
using Escala.Reports.Results;
using Escala.Testing;
using Xunit;

namespace Escala.Cli.Tests;

/// <summary>Comparisons of XGBoost, alone and beside K-means.</summary>
public sealed class XGBoostCompareTests : IDisposable
{
    private static readonly string[] Compare =
    [
        "compare", "xgboost", "customers.csv", "--features", "age,spent,plan", "--target", "churned", "--rounds", "30", "--early-stopping",
        "5", "--test-fraction", "0.25", "--engines", "serial,local", "--out", "out", "--threads", "1", "--json",
    ];

    private readonly TemporaryFolder _folder = new();

    public XGBoostCompareTests() => Customers.Write(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Compare_OwnData_HasBothEnginesAndResumes()
    {
        ComparisonReport report = await CompareAsync([.. Compare, "--peers", "none"]);

        WorkloadReport workload = Assert.Single(report.Workloads);
        Assert.Equal("xgboost", workload.Name);
        Assert.Equal(["serial", "local"], workload.Runs.Select(run => run.Name));
        Assert.All(workload.Runs, run => Assert.Null(run.Error));
        Assert.True(workload.SameAnswer);
        Assert.Equal("churned", ((XGBoostWorkloadReport)workload).Options.Target);

        ComparisonReport again = await CompareAsync([.. Compare, "--peers", "none", "--resume"]);
        Assert.Equal(workload.Runs.Select(run => run.WallSeconds), again.Workloads[0].Runs.Select(run => run.WallSeconds));
    }

    [Fact]
    public async Task Compare_LibraryMissing_HasRowsThatSayHowToGetIt()
    {
        ProcessOutcome outcome =
            await EscalaProcess.RunWithAsync("ESCALA_XGBOOST", "/nonexistent", _folder.Path, [.. Compare, "--peers", "none"]);

        Assert.Equal(0, outcome.ExitCode);
        ComparisonReport report = JsonSerializer.Deserialize(outcome.Output, ResultsJson.Default.ComparisonReport)!;
        Assert.Equal(["serial", "local"], report.Workloads[0].Runs.Select(run => run.Name));
        Assert.All(report.Workloads[0].Runs, run =>
        {
            Assert.Contains("/nonexistent", run.NotRun!.Reason, StringComparison.Ordinal);
            Assert.Equal("sudo apt-get install libxgboost0", run.NotRun.Remedy);
        });
    }

    [Fact]
    public async Task Compare_XGBoostForPython_GivesTheSameTrees()
    {
        await InstalledPeer.RequireAsync(XGBoostPeers.Python);

        WorkloadReport workload = (await CompareAsync([.. Compare, "--peers", "xgboost-python"])).Workloads[0];

        var escala = (XGBoostFitReport)workload.Finished.First().Result!;
        RunReport run = Assert.Single(workload.Runs, run => run.Kind == RunKind.Peer);
        Assert.Null(run.Error);
        var peer = (XGBoostFitReport)run.Result!;
        Assert.Equal(escala.Iterations, peer.Iterations);
        Assert.Equal(escala.Metrics.Auc!.Value, peer.Metrics.Auc!.Value, 1e-9);
        Assert.Equal(escala.Metrics.LogLoss!.Value, peer.Metrics.LogLoss!.Value, 1e-6);
        Assert.Equal(escala.TestRows, peer.TestRows);
        Assert.Equal(escala.ValidationRows, peer.ValidationRows);
    }

    [Fact]
    public void Plan_SeveralWorkloads_RunOneAfterTheOther()
    {
        ComparisonCell trees = Cell(XGBoostAlgorithm.Instance.Plain("x.csv"));
        ComparisonCell clusters = Cell(Algorithms.KMeans.KMeansAlgorithm.Instance.Plain("x.csv"));

        var plan = new ComparisonPlan(
            WorkloadPlan.Of("kmeans", [clusters], 2, [], []), WorkloadPlan.Of("xgboost", [trees], 2, [], []));

        Assert.Equal(["kmeans 1", "kmeans 2", "xgboost 1", "xgboost 2"], plan.Cells.Select(cell => $"{cell.Workload} {cell.Repeat}"));
    }

    [Fact]
    public void Sample_Delay_IsNoFeature()
    {
        var sample = (XGBoostFitRequest)XGBoostAlgorithm.Instance.Comparison.Sample(SampleScale.Quick);

        Assert.Equal("late", sample.Rows.Label);
        Assert.DoesNotContain("delay,", sample.Rows.Sql, StringComparison.Ordinal);
    }

    private static ComparisonCell Cell(Algorithms.FitRequest fit) => new(RunKind.Engine, "serial", 1, fit, null!);

    private async Task<ComparisonReport> CompareAsync(params string[] arguments)
    {
        ProcessOutcome outcome = await EscalaProcess.RunAsync(_folder.Path, arguments);
        Assert.True(outcome.ExitCode == 0, outcome.Error + outcome.Output);
        return JsonSerializer.Deserialize(outcome.Output, ResultsJson.Default.ComparisonReport)!;
    }
}
