using Escala.Measurement;
using Escala.Reports.Languages;
using Escala.Reports.Pages;
using Escala.Reports.Results;
using Escala.Reports.Tests.Charts;
using Escala.Testing;
using Xunit;

namespace Escala.Reports.Tests.Pages;

/// <summary>Reports of comparisons with an engine on a cluster.</summary>
public sealed class GangReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Report_ShowsStartUpRanksAndProcessesApart()
    {
        string text = Write(
            Toy.Local(2, 6, (Phase.Load, 1), (Phase.Fit, 4)), Toy.Gang(2, 10, startUp: 4, (Phase.Load, 2), (Phase.Fit, 6)));

        Assert.Contains("Ranks and the engine's own processes", text, StringComparison.Ordinal);
        Assert.Matches(@"\| dask +\| 2 +\| 4\.000 +\| 2\.000 +\| 1\.500 +\| 4\.500 +\| 2\.000 +\| 10\.000 ", text);
        Assert.Contains("tcp://node:1", text, StringComparison.Ordinal);
        Assert.Matches(@"\| dask +\| scheduler +\| 1\.500 +\| 10\.0 MiB +\| 20\.0 MiB ", text);
        Assert.Matches(@"\| dask +\| all +\| 17\.500 +\| 138\.0 MiB +\| 276\.0 MiB ", text);
        Assert.Contains("The engines learned the same centroids and labels, bit for bit", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_NoCluster_HasNoTableOfRanks() =>
        Assert.DoesNotContain("own processes", Write(Toy.Run("serial", 2, (Phase.Load, 0.5), (Phase.Fit, 1))), StringComparison.Ordinal);

    [Fact]
    public void XGBoost_OtherWorld_IsNoDisagreement()
    {
        XGBoostWorkloadReport workload = ChartComparisons.XGBoost with { Runs = [Run("serial", 1, 'a'), Run("local", 1, 'a'), Run("dask", 2, 'b')] };

        Assert.True(workload.SameAnswer);
        Assert.Equal([2, 1], workload.Worlds.Select(runs => runs.Count));
        Assert.False((workload with { Runs = [Run("serial", 1, 'a'), Run("local", 1, 'b')] }).SameAnswer);
        Assert.Single((workload with { Runs = [Run("serial", 1, 'a'), Run("local", 1, 'a'), Run("dask", 2, 'a')] }).Worlds);
        Assert.Null((workload with { Runs = [Run("serial", 1, 'a'), Run("dask", 2, 'b')] }).SameAnswer);
    }

    [Fact]
    public void XGBoost_SeveralEnginesInEachWorld_AreOneList()
    {
        XGBoostWorkloadReport workload = ChartComparisons.XGBoost with
        {
            Runs = [Run("serial", 1, 'a'), Run("local", 1, 'a'), Run("dask", 2, 'b'), Run("spark", 2, 'b')],
        };

        ComparisonPages.Write(Toy.Comparison() with { Workloads = [workload] }, _folder.Path, Language.Spanish);

        Assert.Contains(
            "serial, local, dask y spark entrenaron con números de rangos distintos",
            File.ReadAllText(Path.Combine(_folder.Path, "report.md")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Report_PeerWithScoresOfItsOwn_SaysThemBelowTheTable()
    {
        RunReport peer = Toy.Run("spark-mllib", 3, (Phase.Load, 1), (Phase.Fit, 2)) with
        {
            Kind = RunKind.Peer,
            Peer = new PeerReport
            {
                Versions = new Dictionary<string, string> { ["Spark"] = "4.0.0" },
                Differences = ["peer.own-silhouette"],
                OwnScores = new Dictionary<string, double> { ["silhouetteSquaredEuclidean"] = 0.75 },
            },
        };

        string text = Write(Toy.Run("serial", 2, (Phase.Load, 0.5), (Phase.Fit, 1)), peer);

        Assert.Contains(
            "By its own code, on the training rows, Spark MLlib: silhouette, squared Euclidean 0.75.", text, StringComparison.Ordinal);
    }

    private static RunReport Run(string name, int ranks, char digest)
    {
        var trees = (XGBoostFitReport)ChartComparisons.XGBoost.Runs.First(run => run.Result is not null).Result!;
        return new RunReport
        {
            Name = name,
            Threads = 1,
            WallSeconds = 1,
            Result = trees with { Engine = name, Ranks = ranks, Digest = new XGBoostDigestReport(new string(digest, 64)) },
        };
    }

    private string Write(params RunReport[] runs)
    {
        RunReport[] whole =
        [
            .. runs.Select(run => run.With(result => result with { Digest = new DigestReport(new string('c', 64), new string('d', 64)) })),
        ];
        ComparisonPages.Write(Toy.Comparison(whole), _folder.Path, Language.English);
        return File.ReadAllText(Path.Combine(_folder.Path, "report.md"));
    }
}
