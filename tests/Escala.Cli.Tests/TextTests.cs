using Escala.Cli.Algorithms.KMeans;
using Escala.Cli.Comparison;
using Escala.Cli.Options;
using Escala.Cli.Progress;
using Escala.Cli.Tables;
using Escala.Clustering;
using Escala.Data;
using Escala.Engines;
using Escala.Measurement;
using Escala.Metrics;
using Escala.Reports.Languages;
using Escala.Reports.Results;
using Xunit;

namespace Escala.Cli.Tests;

/// <summary>How results and progress are put into words.</summary>
public sealed class TextTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(5L << 20, "5.0 MiB")]
    [InlineData(3L << 30, "3.00 GiB")]
    public void Bytes_HaveTheLargestUnit(long bytes, string text) => Assert.Equal(text, new Figures(Language.English).Bytes(bytes));

    [Theory]
    [InlineData(12.4, "12")]
    [InlineData(12_345, "12.3 k")]
    [InlineData(12_345_678, "12.3 M")]
    public void Rates_AreShort(double rate, string text) => Assert.Equal(text, new Figures(Language.English).Rate(rate));

    [Theory]
    [InlineData(0.2, "1 s")]
    [InlineData(90, "90 s")]
    [InlineData(600, "10 min")]
    [InlineData(7200, "2.0 h")]
    public void Durations_AreShort(double seconds, string text) => Assert.Equal(text, new Figures(Language.English).Duration(seconds));

    [Theory]
    [InlineData("escala fit", "escala", "fit")]
    [InlineData("escala 'my file.csv'", "escala", "my file.csv")]
    [InlineData(@"escala 'it'\''s'", "escala", "it's")]
    [InlineData("escala ''", "escala", "")]
    [InlineData("escala 'part-*.csv' '$HOME'", "escala", "part-*.csv", "$HOME")]
    public void Shell_Words_AreQuotedWhereNeeded(string line, params string[] words) => Assert.Equal(line, ShellText.Join(words));

    [Theory]
    [InlineData("en", 2, "rows by cluster: 1,000  1,001")]
    [InlineData("en", 21, "1,019 and 1 more cluster")]
    [InlineData("es", 32, "1.019 y 12 clústeres más")]
    public void Sizes_OfManyClusters_AreThoseOfTheFirstTwenty(string language, int clusters, string end) => Assert.EndsWith(
        end, new JobText(Language.Find(language)!).Sizes([.. Enumerable.Range(1000, clusters).Select(size => (long)size)]), StringComparison.Ordinal);

    [Fact]
    public void Progress_Load_HasRowsRateAndTimeLeft()
    {
        var text = new ProgressText(Language.English);

        Assert.Equal("load", text.Describe(Report(Phase.Load, 0)));
        Assert.Equal(
            "load 1,000,000 of 3,000,000 rows (33 %), 2.0 M rows/s, 1 s left",
            text.Describe(Report(Phase.Load, 0.5, new PhaseProgress(1_000_000, 3_000_000))));
        Assert.Equal("load 1,000 rows, 2.0 k rows/s", text.Describe(Report(Phase.Load, 0.5, new PhaseProgress(1_000))));
    }

    [Fact]
    public void Progress_Fit_HasRunIterationInertiaRateAndTimeLeft()
    {
        var text = new ProgressText(Language.English, Fit(testFraction: 0.5));
        text.Describe(Report(Phase.Load, 1, new PhaseProgress(1_000)));
        text.Describe(Report(Phase.Init, 0));
        text.Describe(Report(Phase.Fit, 0, new PhaseProgress(0, 100)));
        text.Describe(Report(Phase.Init, 0));

        Assert.Equal(
            "fit run 2 of 3, iteration 10 of at most 100, inertia 12.5, 5.0 k rows/s, at most 19 s left",
            text.Describe(Report(Phase.Fit, 1, new PhaseProgress(10, 100, 12.5))));
    }

    [Fact]
    public void Progress_InSpanish_HasItsWordsAndNumbers()
    {
        var text = new ProgressText(Language.Spanish, Fit(testFraction: 0));

        Assert.Equal("preparación", text.Describe(Report(Phase.Prepare, 0)));
        Assert.Equal(
            "carga 1.000.000 de 3.000.000 de filas (33 %), 2,0 M filas/s, tiempo restante 1 s",
            text.Describe(Report(Phase.Load, 0.5, new PhaseProgress(1_000_000, 3_000_000))));
        Assert.Equal(
            "ajuste ejecución 1 de 3, iteración 10 de 100 como máximo, inercia 12,5, 10,0 M filas/s, tiempo restante 29 s como máximo",
            text.Describe(Report(Phase.Fit, 1, new PhaseProgress(10, 100, 12.5))));
    }

    [Theory]
    [InlineData("en", 1, "1 row")]
    [InlineData("en", 0, "0 rows")]
    [InlineData("en", 3_000_000, "3,000,000 rows")]
    [InlineData("es", 1, "1 fila")]
    [InlineData("es", 0, "0 filas")]
    [InlineData("es", 3_000_000, "3.000.000 de filas")]
    [InlineData("es", 3_000_001, "3.000.001 filas")]
    public void Counts_OfRows_AgreeWithTheirNoun(string language, long count, string text) =>
        Assert.Equal(text, TableTexts.In(Language.Find(language)!).Count("rows", count));

    [Fact]
    public void Metrics_OnlyOnePartSampled_HaveARowEach()
    {
        var sampled = new MetricsReport { Inertia = 1, Silhouette = 0.5, SilhouetteRows = 20_000, SilhouetteIsSampled = true };
        var whole = new MetricsReport { Inertia = 2, Silhouette = 0.75, SilhouetteRows = 100, SilhouetteIsSampled = false };
        var output = new StringWriter();

        new JobText(Language.English).Scores(Part("training", sampled), Part("test", whole))
            .WriteTo(new CommandConsole(output, output, false, false).Tables());

        Assert.Matches(@"(?m)^ silhouette \(sample of 20,000 rows\) +0\.5 +- *$", output.ToString());
        Assert.Matches(@"(?m)^ silhouette +- +0\.75 *$", output.ToString());
    }

    [Fact]
    public void Progress_Terminal_IsOneLineNoWiderThanItAndClearedAtTheEnd()
    {
        var terminal = new StringWriter();
        using (var progress = new TerminalProgress(terminal, new ProgressText(Language.English), "local: ", width: 20))
        {
            progress.Report(Report(Phase.Load, 1, new PhaseProgress(123_456_789)));
        }

        string[] lines = terminal.ToString().Split("\r\u001b[2K");
        Assert.Equal(["", "local: load 123,456", ""], lines);
    }

    [Fact]
    public void ProgressLines_RoundTrip()
    {
        var output = new StringWriter();
        JobProgress report = Report(Phase.Fit, 1.5, new PhaseProgress(3, 300, 7.25));

        new LineProgress(output).Report(report);

        Assert.Equal(report, LineProgress.Parse(output.ToString().TrimEnd()));
        Assert.Null(LineProgress.Parse("escala: something else"));
    }

    [Theory]
    [InlineData(true, "silhouette (sample of 20,000 rows)")]
    [InlineData(false, "silhouette")]
    public void Metrics_SampledSilhouette_IsLabelledSo(bool isSampled, string name)
    {
        MetricsReport metrics = MetricsReport.Of(
            1, new ClusteringScores { Silhouette = 0.5, SilhouetteRows = 20_000, SilhouetteIsSampled = isSampled });
        var output = new StringWriter();

        new JobText(Language.English).Scores(Part("value", metrics)).WriteTo(new CommandConsole(output, output, false, false).Tables());

        Assert.Matches($@"(?m)^ +{System.Text.RegularExpressions.Regex.Escape(name)} +0\.5 *$", output.ToString());
    }

    [Fact]
    public void Tables_NamesLikeMarkup_AreShownAsTheyAre()
    {
        var output = new StringWriter();
        var table = new FigureTable("[bold]title[/]", "[red]column[/]", "n");
        table.AddRow("[x]", "1");

        table.WriteTo(new CommandConsole(output, output, false, false).Tables());

        Assert.Contains("[bold]title[/]", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("[red]column[/]", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("[x]", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Phases_OfTwoRanks_TakeTheLongestWallAndAllOfTheCpu()
    {
        PhaseReport fit = Assert.Single(PhaseReport.Of([Rank(0, wall: 2, cpu: 3), Rank(1, wall: 4, cpu: 1)]));

        Assert.Equal(4, fit.WallSeconds);
        Assert.Equal(4, fit.CpuSeconds);
        Assert.Equal(25, fit.CpuPercent);
        Assert.Equal(60, fit.PeakResidentBytes);
    }

    [Theory]
    [InlineData("en", "The engine took 2.500 s to start", "0 on tcp://a:1", "all")]
    [InlineData("es", "El motor tardó 2,500 s en arrancar", "0 en tcp://a:1", "todos")]
    public void Cost_OfSeveralRanks_HasARowForEachAndForTheEnginesProcesses(string code, string start, string rank, string all)
    {
        Language language = Language.Find(code)!;
        RankMeasurement[] ranks = [Rank(0, wall: 2, cpu: 3) with { Worker = "tcp://a:1" }, Rank(1, wall: 4, cpu: 1) with { Host = "b" }];
        KMeansFitReport report = ComparisonSamples.Fit with
        {
            Ranks = 2,
            Threads = 2,
            MachineMemoryBytes = 1,
            EngineStartUpSeconds = 2.5,
            Phases = PhaseReport.Of(ranks),
            PerRank = ranks,
            EngineProcesses = [new EngineProcess("scheduler", 0.5, 1 << 20, 2 << 20)],
            Log = "/tmp/dask.log",
        };
        var output = new StringWriter();

        new JobText(language).WriteCost(report, new CommandConsole(output, output, false, false).Tables());

        string text = output.ToString();
        Assert.Contains(start, text, StringComparison.Ordinal);
        Assert.Contains(rank, text, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^ scheduler +0[.,]500 +1[.,]0 +2[.,]0 *$", text);
        Assert.Matches($@"(?m)^ {all} +4[.,]500 +1[.,]0 +2[.,]0 *$", text);
        Assert.Contains("/tmp/dask.log", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Request_ToArguments_SaysWhatIsNotTheDefault()
    {
        var request = new KMeansFitRequest
        {
            Data = "x y.csv",
            Init = "random",
            Options = new KMeansOptions
            {
                Clusters = 4,
                Restarts = 2,
                Tolerance = 0.5,
                Standardize = true,
                Seed = 7,
                Metrics = ClusteringMetricSet.All,
            },
            Rows = new DatasetOptions
            {
                Features = ["a", "b"],
                Label = "t",
                Weights = "w",
                Sql = "select 1",
                Missing = MissingValues.Drop,
                TestFraction = 0.25,
                SampleRows = 10,
                Seed = 7,
            },
            Engine = new EngineChoice(EngineChoice.Local, 2),
        };

        Assert.Equal(
            "fit kmeans 'x y.csv' --clusters 4 --init random --restarts 2 --tolerance 0.5 --standardize --truth t --features a,b --sql "
            + "'select 1' --weights w --missing drop --test-fraction 0.25 --sample-rows 10 --seed 7 --metrics all --engine local "
            + "--threads 2",
            ShellText.Join(request.ToArguments()));
        Assert.Equal(
            "fit kmeans x.csv --clusters 8 --seed 0 --engine local", ShellText.Join(new KMeansFitRequest { Data = "x.csv" }.ToArguments()));
    }

    [Fact]
    public void Failures_UnexpectedException_IsCalledABug()
    {
        var error = new StringWriter();

        Assert.Equal(1, Failures.Write(new InvalidOperationException("Oops."), error));
        Assert.StartsWith("escala: This is a bug of Escala.", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Oops.", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Failures_Cancellation_Has130()
    {
        var error = new StringWriter();

        Assert.Equal(130, Failures.Write(new OperationCanceledException(), error));
        Assert.Equal("escala: cancelled.\n", error.ToString());
    }

    private static ScoredPart Part(string name, MetricsReport metrics) =>
        new(name, metrics.Scores(), key => new Names(Language.English).MetricLabel(key, metrics));

    private static KMeansFitRequest Fit(double testFraction) => new()
    {
        Data = "x.csv",
        Options = new KMeansOptions { Restarts = 3 },
        Rows = new DatasetOptions { TestFraction = testFraction },
    };

    private static JobProgress Report(Phase phase, double seconds, PhaseProgress? progress = null) =>
        new(0, phase, TimeSpan.FromSeconds(seconds), progress);

    private static RankMeasurement Rank(int rank, double wall, double cpu) => new()
    {
        Rank = rank,
        Threads = 2,
        ReadRows = 0,
        DroppedRows = 0,
        MachineMemoryBytes = 1,
        Samples = [],
        Phases =
        [
            new PhaseMeasurement
            {
                Name = Phase.Fit,
                WallSeconds = wall,
                CpuSeconds = cpu,
                CpuPercent = 0,
                StartResidentBytes = 10,
                EndResidentBytes = 20,
                PeakResidentBytes = 30,
                ReadBytes = 0,
                CollectiveSeconds = 0,
                CollectiveBytes = 0,
            },
        ],
    };
}
