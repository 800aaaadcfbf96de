using System.Text.Json;
using Escala.Reports.Results;
using Escala.Testing;
using Xunit;

namespace Escala.Cli.Tests;

/// <summary>All workloads of the sample in one comparison, from beginning to end.</summary>
public sealed class TwoWorkloadsTests : IDisposable
{
    private static readonly string[] Compare =
    [
        "compare", "kmeans,xgboost", "--sample-rows", "1500", "--clusters", "3", "--restarts", "1", "--rounds", "5", "--engines", "local", "--threads", "1",
        "--peers", "none", "--out", "out", "--lang", "en",
    ];

    private readonly TemporaryFolder _folder = new();

    public TwoWorkloadsTests() => Flights.WriteSample(_folder.Path);

    private string ResultsPath => Path.Combine(_folder.Path, "out", "results.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Compare_Interrupted_ResumesInBothWorkloadsAndReportsBoth()
    {
        ProcessOutcome whole = await RunAsync(Compare);
        ComparisonReport before = Results();
        Assert.Equal(5, LinesOf(whole.Error));
        Assert.Equal(["kmeans local", "kmeans kmeans-parallel", "kmeans kmeans++", "kmeans random", "xgboost local"], Names(before));

        // As an interruption of the last run of K-means leaves it.
        WorkloadReport clusters = before.Workloads[0];
        WorkloadReport trees = before.Workloads[1];
        Write(before with { Workloads = [clusters with { Runs = [.. clusters.Runs.SkipLast(1)] }, trees with { Runs = [] }] });
        ProcessOutcome resumed = await RunAsync([.. Compare, "--resume"]);

        ComparisonReport after = Results();
        Assert.Equal(2, LinesOf(resumed.Error));
        Assert.Equal(Names(before), Names(after));
        Assert.Equal(
            clusters.Runs.SkipLast(1).Select(run => run.WallSeconds), after.Workloads[0].Runs.SkipLast(1).Select(run => run.WallSeconds));
        Assert.NotEqual(trees.Runs[0].WallSeconds, after.Workloads[1].Runs[0].WallSeconds);
        Assert.Equal(Digests(before), Digests(after));
        int first = resumed.Output.IndexOf("K-means on flights", StringComparison.Ordinal);
        Assert.InRange(first, 0, resumed.Output.IndexOf("XGBoost on flights", StringComparison.Ordinal));
        string report = await File.ReadAllTextAsync(Path.Combine(_folder.Path, "out", "report.md"), TestContext.Current.CancellationToken);
        Assert.Matches("(?m)^#+ .*K-means", report);
        Assert.Matches("(?m)^#+ .*XGBoost", report);
    }

    private static IEnumerable<string> Names(ComparisonReport report) =>
        report.Workloads.SelectMany(workload => workload.Runs.Select(run => $"{workload.Name} {run.Name}"));

    private static IEnumerable<string> Digests(ComparisonReport report) =>
        report.Workloads.SelectMany(workload => workload.Runs.SelectMany(run => run.Result!.Digests.Select(digest => digest.Value)));

    private static int LinesOf(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;

    private ComparisonReport Results() =>
        JsonSerializer.Deserialize(File.ReadAllText(ResultsPath), ResultsJson.Default.ComparisonReport)!;

    private void Write(ComparisonReport report) =>
        File.WriteAllText(ResultsPath, JsonSerializer.Serialize(report, ResultsJson.Default.ComparisonReport));

    private async Task<ProcessOutcome> RunAsync(string[] arguments)
    {
        ProcessOutcome outcome = await EscalaProcess.RunWithAsync(Flights.HomeVariable, _folder.Path, _folder.Path, arguments);
        Assert.True(outcome.ExitCode == 0, outcome.Error + outcome.Output);
        return outcome;
    }
}
