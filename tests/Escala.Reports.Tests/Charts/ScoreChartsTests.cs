using System.Collections.Concurrent;
using System.Xml.Linq;
using Escala.Reports.Charts;
using Escala.Reports.Languages;
using Escala.Reports.Summaries;
using SkiaSharp;
using Xunit;

namespace Escala.Reports.Tests.Charts;

public class ScoreChartsTests
{
    private const int LargestSvg = 300_000;

    private static readonly ChartWords English = new(Language.English);
    private static readonly ChartWords Spanish = new(Language.Spanish);

    private static readonly ConcurrentDictionary<(string Name, string Language), Lazy<IReadOnlyList<Chart>>> Prints = [];

    private static readonly Dictionary<string, IReadOnlyList<ScoredRun>> Cases = new()
    {
        ["binary"] = ScoredRuns.Binary,
        ["many-equal"] = [.. Enumerable.Range(0, 9).Select(run => ScoredRuns.Run($"an engine of the number {run}, 2 threads", 0.4))],
        ["constant"] = [ScoredRuns.Constant],
        ["one-class"] = [ScoredRuns.OneClass],
        ["regression"] = [ScoredRuns.Regression],
        ["three-classes"] = [ScoredRuns.Of(3)],
        ["ten-classes"] = [ScoredRuns.Of(10)],
        ["thirty-classes"] = [ScoredRuns.Of(30)],
        ["hundred-classes"] = [ScoredRuns.Of(100)],
        ["one-round"] = [ScoredRuns.Constant with { History = [ScoredRuns.History("logloss", 1)] }],
        ["hundred-features"] = [ScoredRuns.Constant with { Importance = ScoredRuns.Importance(100) }],
    };

    public static IEnumerable<TheoryDataRow<string, string>> CasesByLanguage => LanguageCases.Of(Cases.Keys);

    /// <summary>Every chart in every language, with texts that it must have.</summary>
    public static TheoryData<string, string, string[]> TextsOfBinary => new()
    {
        { "en", "roc", ["ROC curves of class late", "serial; local, 2 threads: AUC 0.7", "false positive rate", "threshold 0.5", "chance: AUC 0.5"] },
        { "es", "roc", ["Curvas ROC de la clase late", "AUC 0,7", "tasa de verdaderos positivos", "umbral 0,188, elegido con", "azar: AUC 0,5"] },
        { "en", "precision-recall", ["precision", "recall", "average precision 0.4321", "chance: precision 0.200"] },
        { "es", "precision-recall", ["precisión", "exhaustividad", "precisión media 0,4321", "azar: precisión 0,200"] },
        { "en", "confusion", ["7,800", "97.5 %", "chosen threshold 0.188", "1,400", "70.0 %", "on time", "late", "predicted wrong"] },
        { "es", "confusion", ["7.800", "97,5 %", "umbral elegido 0,188", "1.400", "70,0 %", "on time", "late", "predicción errónea"] },
        { "en", "learning-curves", ["logloss (lower is better): best 0.5000, round 41", "auc (higher is better)", "rounds", "validation rows"] },
        { "es", "learning-curves", ["logloss (menor es mejor): el mejor 0,5000, ronda 41", "rondas", "filas de validación"] },
        { "en", "importance", ["43.8 %", "1 feature that no split uses"] },
        { "es", "importance", ["43,8 %", "1 variable que ninguna división usa"] },
        { "en", "calibration", ["observed share", "predicted probability", "mean distance 0.", "Rows by predicted probability, serial"] },
        { "es", "calibration", ["proporción observada", "probabilidad predicha", "distancia media 0,"] },
    };

    [Theory]
    [MemberData(nameof(CasesByLanguage))]
    public void Print_EveryCase_TextsStayInsideAndApart(string name, string language) => Assert.All(Drawn(name, language), chart =>
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
    });

    [Theory]
    [MemberData(nameof(CasesByLanguage))]
    public void Print_EveryCase_IsSmallAndHasFigures(string name, string language) => Assert.All(Drawn(name, language), chart =>
    {
        Assert.InRange(chart.Svg.Length, 1000, LargestSvg);
        Assert.DoesNotContain("NaN", chart.Svg);
        Assert.DoesNotContain("NaN", chart.Description);
        Assert.True(chart.Description.Count(char.IsDigit) >= 3, chart.Description);
        Assert.EndsWith(".", chart.Description);
    });

    [Theory]
    [MemberData(nameof(TextsOfBinary))]
    public void Print_TwoClasses_SaysWhatItShows(string language, string name, string[] texts)
    {
        Chart chart = Drawn("binary", language).Single(chart => chart.Name == name);
        string all = string.Join('\n', DrawnText.Of(chart.Svg).Select(text => text.Text));
        Assert.All(texts, text => Assert.Contains(text, all));
        Assert.Equal(DrawnText.Of(chart.Svg).Select(text => text.Text), DrawnText.Of(chart.DarkSvg).Select(text => text.Text));
    }

    [Fact]
    public void Print_Twice_GivesTheSameBytes()
    {
        (IReadOnlyList<Chart> once, IReadOnlyList<Chart> again) = (Drawn("ten-classes", "en"), Printed("ten-classes", "en"));
        Assert.Equal(once.Select(chart => chart.Svg), again.Select(chart => chart.Svg));
        Assert.Equal(once.Select(chart => chart.DarkSvg), again.Select(chart => chart.DarkSvg));
        Assert.Equal(once.Select(chart => chart.Png), again.Select(chart => chart.Png));
    }

    [Theory]
    [InlineData("binary", "roc precision-recall confusion calibration learning-curves importance")]
    [InlineData("one-class", "confusion calibration learning-curves importance")]
    [InlineData("regression", "learning-curves importance")]
    [InlineData("ten-classes", "roc-macro roc precision-recall confusion calibration")]
    public void Of_EveryCase_GivesTheChartsThatItHasFiguresFor(string name, string charts) =>
        Assert.Equal(charts, string.Join(' ', Sheets(name, English).Select(sheet => sheet.Name)));

    [Fact]
    public void Draw_WorkloadOfXGBoost_GivesTheChartsOfItsPredictions()
    {
        string[] names = [.. ComparisonCharts.Draw(ChartComparisons.XGBoost, Language.English).Select(chart => chart.Name)];
        string[] own =
        [
            "xgboost-roc", "xgboost-precision-recall", "xgboost-confusion", "xgboost-calibration", "xgboost-learning-curves",
            "xgboost-importance",
        ];
        Assert.Equal(own, names[^own.Length..]);
        Assert.Contains("xgboost-phases", names);
    }

    [Fact]
    public void Of_NoRuns_GivesNothing() => Assert.Empty(Sheets([], English));

    [Fact]
    public void Roc_ManyEqualRuns_NamesTheFirstAndCountsTheOthers()
    {
        LegendEntry curve = RocChart.Of(Cases["many-equal"], English)!.Legend[0];
        Assert.StartsWith("an engine", curve.Text, StringComparison.Ordinal);
        Assert.Contains(" and 8 more, the same curve: AUC 0.7", curve.Text);
    }

    [Fact]
    public void Roc_ThirtyClasses_NamesTenAndCountsTheOthers()
    {
        ChartSheet sheet = RocChart.Of(Cases["thirty-classes"], Spanish)!;
        Assert.Equal(10, sheet.Legend.Count(entry => entry.Text.StartsWith("the class of", StringComparison.Ordinal)));
        Assert.Contains(sheet.Legend, entry => entry.Text == "20 más, sin nombrar aquí");
    }

    [Fact]
    public void PrecisionRecall_NothingPredicted_HasNoMarkAtOneHalf()
    {
        int marks(ScoredRun run) => ChartPrinter.Print(PrecisionRecallChart.Of([run], English)!).Svg.Split("stroke-width=\"0.75\"").Length;
        Assert.Equal(marks(ScoredRuns.Run("serial", 1)) - 1, marks(ScoredRuns.Constant));
    }

    [Fact]
    public void Confusion_MoreThanTenClasses_HasNoNumbers()
    {
        Assert.DoesNotContain("%", string.Concat(DrawnText.Of(Drawn("thirty-classes", "en").Single(IsConfusion).Svg).Select(text => text.Text)));
        Assert.Contains("12.3k", string.Concat(DrawnText.Of(Drawn("ten-classes", "en").Single(IsConfusion).Svg).Select(text => text.Text)));
    }

    [Fact]
    public void Confusion_MoreThanAHundredClasses_IsNotDrawn() => Assert.Null(ConfusionMatrixChart.Of([ScoredRuns.Of(101)], English));

    [Fact]
    public void Importance_HundredFeatures_ShowsTwentyAndSumsUpTheOthers()
    {
        string texts = string.Join('\n', DrawnText.Of(Drawn("hundred-features", "en").Single(chart => chart.Name == "importance").Svg));
        Assert.Equal(20, texts.Split("the file").Length - 1);
        Assert.Contains("Beyond these, 79 features: 30.5 % together", texts);
    }

    [Fact]
    public void LearningCurves_ValueThatIsNoNumber_IsPassedOver()
    {
        LearningHistory history = ScoredRuns.History("own", 3) with { Validation = [double.NaN, 0.5, 0.25] };
        ChartSheet sheet = LearningCurvesChart.Of([ScoredRuns.Constant with { History = [history] }], English)!;
        Assert.Contains("own (lower is better): best 0.2500, round 3", sheet.Description);
        Assert.Null(LearningCurvesChart.Of([ScoredRuns.Constant with { History = [history with { Validation = [double.NaN] }] }], English));
    }

    private static bool IsConfusion(Chart chart) => chart.Name == "confusion";

    /// <summary>The charts of a case, printed once for all tests.</summary>
    private static IReadOnlyList<Chart> Drawn(string name, string language) =>
        Prints.GetOrAdd((name, language), key => new(() => Printed(key.Name, key.Language))).Value;

    private static IReadOnlyList<Chart> Printed(string name, string language) =>
        [.. Sheets(name, language == "en" ? English : Spanish).Select(ChartPrinter.Print)];

    private static IEnumerable<ChartSheet> Sheets(string name, ChartWords words) => Sheets(Cases[name], words);

    private static IEnumerable<ChartSheet> Sheets(IReadOnlyList<ScoredRun> runs, ChartWords words) => new[]
    {
        RocChart.Macro(runs, words),
        RocChart.Of(runs, words),
        PrecisionRecallChart.Of(runs, words),
        ConfusionMatrixChart.Of(runs, words),
        CalibrationChart.Of(runs, words),
        LearningCurvesChart.Of(runs, words),
        ImportanceChart.Of(runs, words),
    }.OfType<ChartSheet>();
}
