using System.Xml.Linq;
using Escala.Measurement;
using Escala.Reports.Charts;
using Escala.Reports.Languages;
using Escala.Reports.Results;
using SkiaSharp;
using Xunit;

namespace Escala.Reports.Tests.Charts;

public class ComparisonChartsTests
{
    private const int LargestSvg = 300_000;

    private static readonly string[] AllNames =
    [
        "kmeans-data-layout", "kmeans-phases", "kmeans-speed-up", "kmeans-time-against-memory", "kmeans-cpu-over-time",
        "kmeans-memory-over-time", "kmeans-iterations", "kmeans-initialisation", "kmeans-clusters", "kmeans-silhouettes",
    ];

    private static readonly Dictionary<string, IReadOnlyList<Chart>> Drawn =
        Language.All.ToDictionary(language => language.Code, language => ComparisonCharts.Draw(ChartComparisons.Full, language));

    /// <summary>Every chart in every language, with the units that its axes must name.</summary>
    public static TheoryData<string, string, string[]> Units => new()
    {
        { "en", "data-layout", ["MiB", "rows"] },
        { "es", "data-layout", ["MiB", "filas"] },
        { "en", "phases", ["seconds"] },
        { "es", "phases", ["segundos"] },
        { "en", "speed-up", ["times as fast", "cores used"] },
        { "es", "speed-up", ["aceleración, ×", "núcleos usados"] },
        { "en", "time-against-memory", ["peak memory, MiB", "wall time of the process, seconds"] },
        { "es", "time-against-memory", ["memoria máxima, MiB", "tiempo real del proceso, segundos"] },
        { "en", "cpu-over-time", ["CPU, %", "seconds since the job began"] },
        { "es", "cpu-over-time", ["CPU, %", "segundos desde el inicio del trabajo"] },
        { "en", "memory-over-time", ["MiB", "seconds since the job began"] },
        { "es", "memory-over-time", ["MiB", "segundos desde el inicio del trabajo"] },
        { "en", "iterations", ["inertia", "iterations"] },
        { "es", "iterations", ["inercia", "iteraciones"] },
        { "en", "initialisation", ["seconds", "inertia"] },
        { "es", "initialisation", ["segundos", "inercia"] },
        { "en", "clusters", ["% of variance"] },
        { "es", "clusters", ["% de varianza"] },
        { "en", "silhouettes", ["silhouette, -1 to 1"] },
        { "es", "silhouettes", ["silueta, de -1 a 1"] },
    };

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    public void Draw_FullComparison_GivesEveryChart(string language) => Assert.Equal(AllNames, Drawn[language].Select(chart => chart.Name));

    [Theory]
    [MemberData(nameof(Units))]
    public void Draw_FullComparison_SvgSaysTitleAndUnits(string language, string name, string[] units)
    {
        Chart chart = Drawn[language].Single(chart => chart.Name == $"kmeans-{name}");
        foreach (string svg in (string[])[chart.Svg, chart.DarkSvg])
        {
            XElement root = XDocument.Parse(svg).Root!;
            XNamespace ns = root.Name.Namespace;
            Assert.Equal(chart.Title, root.Element(ns + "title")!.Value);
            Assert.Equal(chart.Description, root.Element(ns + "desc")!.Value);
            string texts = string.Join(' ', root.Descendants(ns + "text").Select(text => text.Value));
            Assert.Contains(chart.Title, texts);
            Assert.All(units, unit => Assert.Contains(unit, texts));
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    public void Draw_FullComparison_SvgIsSmallAndComplete(string language) => Assert.All(Drawn[language], chart =>
    {
        Assert.InRange(chart.Svg.Length, 1000, LargestSvg);
        Assert.DoesNotContain("href", chart.Svg);
        Assert.DoesNotContain("<image", chart.Svg);
        Assert.Contains("viewBox=\"0 0 600 ", chart.Svg);
        Assert.Contains("#1F2328", chart.Svg, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("#E6EDF3", chart.DarkSvg, StringComparison.OrdinalIgnoreCase);
    });

    [Fact]
    public void Draw_AllCharts_NameTheirPartsApart()
    {
        string[] ids =
        [
            .. Drawn["en"].SelectMany(chart => (string[])[chart.Svg, chart.DarkSvg])
                .SelectMany(svg => XDocument.Parse(svg).Descendants().Attributes("id")).Select(id => id.Value),
        ];
        Assert.NotEmpty(ids);
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void Draw_FullComparison_PngIsTwiceTheSizeAndNotBlank() => Assert.All(Drawn["en"], chart =>
    {
        using var bitmap = SKBitmap.Decode(chart.Png);
        XElement root = XDocument.Parse(chart.Svg).Root!;
        Assert.Equal(1200, bitmap.Width);
        Assert.Equal(2 * int.Parse(root.Attribute("height")!.Value), bitmap.Height);
        Assert.True(bitmap.Pixels.Distinct().Take(20).Count() == 20, $"{chart.Name} has hardly any colours.");
    });

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    public void Draw_FullComparison_DescriptionsHaveFigures(string language) => Assert.All(Drawn[language], chart =>
    {
        Assert.True(chart.Description.Count(char.IsDigit) >= 3, $"{chart.Name}: {chart.Description}");
        Assert.EndsWith(".", chart.Description);
    });

    [Fact]
    public void Draw_Spanish_WritesDecimalCommas()
    {
        Assert.Contains("1.46 s", Drawn["en"].Single(chart => chart.Name == "kmeans-phases").Description);
        Assert.Contains("1,46 s", Drawn["es"].Single(chart => chart.Name == "kmeans-phases").Description);
        string axis = Drawn["es"].Single(chart => chart.Name == "kmeans-silhouettes").Svg;
        Assert.Contains(">0,5<", axis);
        Assert.DoesNotContain(">0.5<", axis);
    }

    [Fact]
    public void Draw_Twice_GivesTheSameBytes()
    {
        IReadOnlyList<Chart> again = ComparisonCharts.Draw(ChartComparisons.Full, Language.English);
        Assert.Equal(Drawn["en"].Select(chart => chart.Svg), again.Select(chart => chart.Svg));
        Assert.Equal(Drawn["en"].Select(chart => chart.DarkSvg), again.Select(chart => chart.DarkSvg));
        Assert.Equal(Drawn["en"].Select(chart => chart.Png), again.Select(chart => chart.Png));
    }

    [Fact]
    public void Draw_NoClusters_LeavesClustersAndSilhouettesOut() => Assert.Equal(
        AllNames[..7],
        ComparisonCharts.Draw(ChartComparisons.EnginesOnly, Language.English).Select(chart => chart.Name));

    [Fact]
    public void Draw_OneEngine_LeavesSpeedUpOut() => Assert.Equal(
        AllNames[..7].Where(name => name != "kmeans-speed-up"),
        ComparisonCharts.Draw(ChartComparisons.SerialOnly, Language.English).Select(chart => chart.Name));

    [Fact]
    public void Draw_NothingFinished_GivesNothing() => Assert.Empty(ComparisonCharts.Draw(ChartComparisons.Failed, Language.English));

    [Fact]
    public void Draw_NoSilhouettes_LeavesThemOut()
    {
        KMeansWorkloadReport workload = ChartComparisons.Full with { Clusters = ChartComparisons.Full.Clusters! with { Silhouettes = null } };
        Assert.Equal(AllNames[..^1], ComparisonCharts.Draw(workload, Language.English).Select(chart => chart.Name));
    }

    [Theory]
    [InlineData(1, 4, "feature 0 (units of the data)")]
    [InlineData(2, 4, "feature 1 (units of the data)")]
    [InlineData(784, 4, "principal component 2")]
    [InlineData(3, 14, "4 more, not named here")]
    public void Draw_OtherClusters_ShowsWhatTheyNeed(int features, int clusters, string text)
    {
        IReadOnlyList<Chart> charts = ComparisonCharts.Draw(ChartComparisons.With(features, clusters), Language.English);
        Chart chart = charts.Single(chart => chart.Name == "kmeans-clusters");
        Assert.Contains(text, chart.Svg);
        Assert.InRange(chart.Svg.Length, 1000, LargestSvg);
    }

    [Fact]
    public void Draw_OneOfEverything_IsDrawnOnce()
    {
        XElement root = XDocument.Parse(Drawn["en"].Single(chart => chart.Name == "kmeans-clusters").Svg).Root!;
        IEnumerable<string> texts = root.Descendants(root.Name.Namespace + "text").Select(text => text.Value);
        Assert.Single(texts, text => text.StartsWith("principal component 1", StringComparison.Ordinal));
    }

    [Fact]
    public void Draw_SeveralRanks_ShowsWhereTheTimeOfEachWent()
    {
        RunReport gang = Toy.Gang(3, 10, startUp: 4, (Phase.Load, 2), (Phase.Fit, 6));
        IReadOnlyList<Chart> charts = ComparisonCharts.Draw(Toy.Comparison(gang).Workloads[0], Language.English);

        Chart ranks = charts.Single(chart => chart.Name == "kmeans-ranks");
        Assert.Contains("dask, rank 2: 8.00 s, of which communication 2.00 s", ranks.Description, StringComparison.Ordinal);
        Assert.Contains("dask, 3 ranks: 14.0 s", charts.Single(chart => chart.Name == "kmeans-phases").Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Draw_NoInertiaAtAll_StillDraws()
    {
        KMeansWorkloadReport workload = GoldenComparison.WithResults(ChartComparisons.Full, _ => true, fit => fit with
        {
            History = [.. fit.History.Select(_ => 0.0)],
            Metrics = fit.Metrics with { Inertia = 0 },
        });
        Assert.Equal(AllNames, ComparisonCharts.Draw(workload, Language.English).Select(chart => chart.Name));
    }

    [Fact]
    public void Draw_InertiaThatFallsFar_IsLogarithmic()
    {
        KMeansWorkloadReport workload = GoldenComparison.WithResults(ChartComparisons.Full, _ => true, fit => fit with
        {
            History = [.. fit.History.Select((inertia, iteration) => inertia * (iteration == 0 ? 500 : 1))],
        });
        string svg = ComparisonCharts.Draw(workload, Language.English).Single(chart => chart.Name == "kmeans-iterations").Svg;
        Assert.Contains("inertia, logarithmic", svg);
        Assert.Contains(">1,000,000<", svg);
    }

    [Fact]
    public void Draw_ManyRanks_SumsBoxesUp()
    {
        IReadOnlyList<Chart> charts = ComparisonCharts.Draw(ChartComparisons.OnRanks(8), Language.English);
        Chart layout = charts.Single(chart => chart.Name == "kmeans-data-layout");
        Assert.Contains("and 6 more", layout.Svg);
        Assert.Contains("each line is a rank", charts.Single(chart => chart.Name == "kmeans-cpu-over-time").Svg);
    }
}
