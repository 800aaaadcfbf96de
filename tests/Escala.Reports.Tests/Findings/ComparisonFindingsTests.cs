using Escala.Measurement;
using Escala.Reports.Findings;
using Escala.Reports.Languages;
using Escala.Reports.Results;
using Xunit;

namespace Escala.Reports.Tests.Findings;

public sealed class ComparisonFindingsTests
{
    private static readonly Dictionary<string, ComparisonReport> Comparisons = new()
    {
        ["measured"] = GoldenComparison.Measured,
        ["disagreeing"] = GoldenComparison.Of(GoldenComparison.Disagreeing),
        ["one engine"] = Toy.Comparison(Toy.Run("serial", 2, (Phase.Load, 0.5), (Phase.Fit, 1))),
        ["nothing yet"] = Toy.Comparison(),
        ["all failed"] = GoldenComparison.Of(GoldenComparison.KMeans with
        {
            Runs =
            [
                .. GoldenComparison.KMeans.Runs
                    .Where(run => run.NotRun is null)
                    .Select(run => run with { Result = null, Error = "No room.", ExitCode = 1 }),
            ],
        }),
        ["no peers"] = GoldenComparison.Of(GoldenComparison.KMeans with
        {
            Runs = [.. GoldenComparison.KMeans.Runs.Where(run => run.Kind != RunKind.Peer)],
        }),
        ["with truth"] = WithMetrics(metrics => metrics with { AdjustedRand = 0.7, NormalizedMutualInformation = 0.6, Accuracy = 0.9 }),
        ["absent score"] = WithMetrics(metrics => metrics with
        {
            DaviesBouldin = null,
            AbsentMetrics = new Dictionary<string, string> { ["daviesBouldin"] = "Only one cluster has rows." },
        }),
        ["with test part"] = GoldenComparison.Of(GoldenComparison.WithResults(
            GoldenComparison.KMeans, _ => true, result => result with { TestRows = 50_000, TestMetrics = result.Metrics })),
    };

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (string comparison in Comparisons.Keys)
            {
                cases.Add(comparison, "en");
                cases.Add(comparison, "es");
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Of_AnyComparison_EveryFindingHasAHeadingAndWholeSentences(string name, string code)
    {
        IReadOnlyList<Finding> findings = Findings(Comparisons[name], Language.Find(code)!);

        Assert.NotEmpty(findings);
        Assert.All(findings, finding =>
        {
            Assert.NotEmpty(finding.Subject);
            Assert.NotEmpty(finding.Text);
            Assert.DoesNotContain('{', finding.Text);
            Assert.DoesNotContain("NaN", finding.Text);
            Assert.DoesNotContain("  ", finding.Text);
        });
        Assert.Equal(findings.Select(finding => finding.Section).Order(), findings.Select(finding => finding.Section));
    }

    [Fact]
    public void Of_BothWorkloads_HaveEverySection() => Assert.Equal(
        Enum.GetValues<FindingSection>(),
        FlightTrees.Both.Workloads
            .SelectMany(workload => ComparisonFindings.Of(FlightTrees.Both, workload, Language.English))
            .Select(finding => finding.Section)
            .Distinct()
            .Order());

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    public void Of_MeasuredComparison_IsTheGoldenFile(string code) => Assert.Equal(
        Golden.Read($"findings.{code}.txt"),
        Text(Findings(GoldenComparison.Measured, Language.Find(code)!)));

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    public void Of_Trees_IsTheGoldenFile(string code) => Assert.Equal(
        Golden.Read($"findings.xgboost.{code}.txt"),
        Text(ComparisonFindings.Of(FlightTrees.Both, FlightTrees.XGBoost, Language.Find(code)!)));

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    public void Of_Networks_IsTheGoldenFile(string code) => Assert.Equal(
        Golden.Read($"findings.cnn.{code}.txt"),
        Text(ComparisonFindings.Of(DigitNets.Comparison, DigitNets.Network, Language.Find(code)!)));

    [Fact]
    public void Of_NothingFinished_SaysNothingAboutSpeedOrQuality() => Assert.DoesNotContain(
        Findings(Comparisons["all failed"], Language.English),
        finding => finding.Section is FindingSection.Speed or FindingSection.Quality or FindingSection.Cost or FindingSection.Cluster);

    private static string Text(IEnumerable<Finding> findings) =>
        string.Concat(findings.Select(finding => $"{finding.Section}: {finding.Subject}\n    {finding.Text}\n"));

    private static ComparisonReport WithMetrics(Func<MetricsReport, MetricsReport> change) => GoldenComparison.Of(
        GoldenComparison.WithResults(GoldenComparison.KMeans, _ => true, result => result with { Metrics = change(result.Metrics) }));

    private static IReadOnlyList<Finding> Findings(ComparisonReport comparison, Language language) =>
        ComparisonFindings.Of(comparison, comparison.Workloads[0], language);
}
