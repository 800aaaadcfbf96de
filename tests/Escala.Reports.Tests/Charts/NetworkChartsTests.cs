using System.Collections.Concurrent;
using System.Xml.Linq;
using Escala.Reports.Charts;
using Escala.Reports.Languages;
using Escala.Reports.Results;
using Escala.Vision;
using SkiaSharp;
using Xunit;

namespace Escala.Reports.Tests.Charts;

public sealed class NetworkChartsTests
{
    private const int LargestSvg = 300_000;
    private static readonly string[] Own = ["image-rate", "roc-macro", "roc", "confusion", "mistakes", "loss-curve", "learning-curves"];

    private static readonly ConcurrentDictionary<(string Name, string Language), Lazy<IReadOnlyList<Chart>>> Drawings = [];

    private static readonly Dictionary<string, ConvNetWorkloadReport> Cases = new()
    {
        ["digits"] = DigitNets.Network,
        ["one epoch, no validation"] = DigitNets.With(fit => fit with
        {
            TrainedEpochs = 1,
            History = [fit.History[0] with { ValidationLoss = null, ValidationAccuracy = null }],
            LossCurve = [.. fit.LossCurve.Take(1)],
        }),
        ["long names"] = DigitNets.With(fit => fit with { Classes = [.. fit.Classes.Select(name => $"the class of the number {name}")] }),
        ["colours"] = DigitNets.With(fit => fit with
        {
            WorstMistakes =
            [
                .. fit.WorstMistakes.Take(3).Select(mistake => mistake with
                {
                    Picture = new ImagePicture { Channels = 3, Height = 1, Width = 2, Pixels = new byte[] { 255, 0, 0, 0, 0, 255 } },
                }),
            ],
        }),
    };

    public static IEnumerable<TheoryDataRow<string, string>> CasesByLanguage => LanguageCases.Of(Cases.Keys);

    public static TheoryData<string, string, string[]> Texts => new()
    {
        { "en", "image-rate", ["serial", "10,814 /s", "PyTorch, 2 threads", "peer"] },
        { "es", "image-rate", ["10.814 /s", "sistema de referencia"] },
        { "en", "roc-macro", ["mean over the classes", "dask, 2 ranks: AUC 0.99", "ten times as large", "0.94"] },
        { "es", "roc-macro", ["media de las clases", "diez veces mayor", "0,94"] },
        { "en", "mistakes", ["Worst mistakes of serial", "→", "row 11,"] },
        { "es", "mistakes", ["Peores errores de serial", "fila 11."] },
        { "en", "loss-curve", ["loss, logarithmic", "mini-batches", "0.05"] },
        { "es", "loss-curve", ["pérdida, escala logarítmica", "minilotes", "0,05"] },
        { "en", "learning-curves", ["loss (lower is better): best 0.0636, epoch 4", "accuracy (higher is better)", "validation images", "epochs"] },
        { "es", "learning-curves", ["pérdida (menor es mejor): el mejor 0,0636, época 4", "imágenes de validación", "épocas"] },
    };

    [Theory]
    [MemberData(nameof(CasesByLanguage))]
    public void Draw_EveryCase_TextsStayInsideAndApart(string name, string language) => Assert.All(Drawn(name, language), chart =>
    {
        XElement root = XDocument.Parse(chart.Svg).Root!;
        var whole = new SKRect(0, 0, ChartStyle.Width, float.Parse(root.Attribute("height")!.Value));
        IReadOnlyList<DrawnText> texts = DrawnText.Of(chart.Svg);
        Assert.NotEmpty(texts);
        Assert.All(texts, text => Assert.True(whole.Contains(text.Box), $"{chart.Name}: '{text.Text}' at {text.Box} is not in {whole}."));
        for (int index = 0; index < texts.Count; index++)
        {
            Assert.All(texts.Skip(index + 1), other => Assert.False(
                other.Box.IntersectsWith(texts[index].Box), $"{chart.Name}: '{other.Text}' is on '{texts[index].Text}'."));
        }

        Assert.InRange(chart.Svg.Length, 1000, LargestSvg);
        Assert.DoesNotContain("NaN", chart.Svg);
        Assert.EndsWith(".", chart.Description);
    });

    [Theory]
    [MemberData(nameof(Texts))]
    public void Draw_Digits_SaysWhatItShows(string language, string name, string[] texts)
    {
        Chart chart = Drawn("digits", language).Single(chart => chart.Name == $"cnn-{name}");
        string all = string.Join('\n', DrawnText.Of(chart.Svg).Select(text => text.Text));
        Assert.All(texts, text => Assert.Contains(text, all));
        Assert.Equal(DrawnText.Of(chart.Svg).Select(text => text.Text), DrawnText.Of(chart.DarkSvg).Select(text => text.Text));
    }

    [Fact]
    public void Draw_Digits_GivesTheChartsOfNetworksLast() => Assert.Equal(
        Own.Select(name => $"cnn-{name}"), Drawn("digits", "en").Select(chart => chart.Name).TakeLast(Own.Length));

    [Fact]
    public void Draw_WithoutPicturesAndLosses_LeavesTheirChartsOut()
    {
        ConvNetWorkloadReport workload = DigitNets.With(fit => fit with
        {
            LossCurve = [],
            WorstMistakes = [.. fit.WorstMistakes.Select(mistake => mistake with { Picture = null })],
        });
        var words = new ChartWords(Language.English);

        Assert.Null(LossCurveChart.Of(workload, words));
        Assert.Null(MistakesChart.Of(workload, words));
    }

    [Fact]
    public void LossCurve_SameLosses_ShareALine()
    {
        ConvNetLossPoint[] points = [new(1, 2), new(2, 1)];
        ChartSheet sheet = LossCurveChart.Of(DigitNets.With(fit => fit with { LossCurve = points }), new ChartWords(Language.English))!;

        Assert.Equal("serial; local, 2 threads; dask, 2 ranks; PyTorch, 1 thread; PyTorch, 2 threads", Assert.Single(sheet.Legend).Text);
    }

    [Fact]
    public void Mistakes_Pictures_AreInTheDrawingAndNamedApart()
    {
        XElement[] charts =
        [
            .. Drawn("digits", "en").Where(chart => chart.Name == "cnn-mistakes").SelectMany(chart => new[] { chart.Svg, chart.DarkSvg })
                .Select(svg => XDocument.Parse(svg).Root!),
        ];
        XElement[] images = [.. charts.SelectMany(chart => chart.Descendants().Where(element => element.Name.LocalName == "image"))];
        string[] links = [.. charts.SelectMany(chart => chart.Descendants().Where(element => element.Name.LocalName == "use")).Select(Link)];

        Assert.Equal(40, images.Length);
        Assert.All(images, image => Assert.StartsWith("data:image/png;base64,", Link(image), StringComparison.Ordinal));
        Assert.Distinct(images.Select(image => image.Attribute("id")!.Value));
        Assert.Equal(images.Select(image => $"#{image.Attribute("id")!.Value}"), links);
    }

    private static string Link(XElement element) =>
        element.Attributes().Single(attribute => attribute.Name.LocalName == "href").Value;

    /// <summary>The charts of a case, drawn once for all tests.</summary>
    private static IReadOnlyList<Chart> Drawn(string name, string language) => Drawings.GetOrAdd(
        (name, language), key => new(() => ComparisonCharts.Draw(Cases[key.Name], Language.Find(key.Language)!))).Value;
}
