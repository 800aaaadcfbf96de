using Escala.Measurement;
using Escala.Reports.Findings;
using Escala.Reports.Languages;
using Escala.Reports.Results;
using Xunit;

namespace Escala.Reports.Tests.Findings;

public sealed class SectionTests
{
    private static readonly RunReport Serial = Toy.Run("serial", 10, (Phase.Load, 2), (Phase.Fit, 7));

    [Fact]
    public void Warning_OtherLabels_SaysThatTheEnginesDisagree() => Assert.Contains(
        "different labels: local, serial.",
        Text(FindingSection.Warning, Serial, Toy.Local(2, 6).With(result => result with { Digest = new DigestReport("c", "m") })));

    [Fact]
    public void Warning_SameBits_SaysNothingOfIt() =>
        Assert.DoesNotContain("bits", Text(FindingSection.Warning, Serial, Toy.Local(2, 6, (Phase.Fit, 5))));

    [Fact]
    public void Warning_FailedRun_HasItsError() => Assert.Contains(
        "Repetition 1 failed with exit code 3: No room.",
        Text(FindingSection.Warning, Serial with { Result = null, ExitCode = 3, Error = "No room." }));

    [Fact]
    public void Warning_LoadOfOthersAboveHalfOfTheCores_NamesTheRun() => Assert.Contains(
        "Just before 1 of 2 runs other programs kept more than 2.00 cores busy, half of the machine's: serial, repetition 2 (2.50).",
        Text(FindingSection.Warning, Serial, Serial with { Repeat = 2, BackgroundLoad = 2.5 }));

    [Fact]
    public void Warning_LoadOfOthersUpToHalfOfTheCores_IsNoBusyMachine() => Assert.DoesNotContain(
        "busy",
        Text(FindingSection.Warning, Serial, Serial with { Repeat = 2, BackgroundLoad = 2 }));

    [Fact]
    public void Warning_OneRunEach_SaysThatNoSpreadIsKnown()
    {
        Assert.Contains("--repeat 3", Text(FindingSection.Warning, Serial));
        Assert.Empty(Text(FindingSection.Warning, Serial, Serial with { Repeat = 2 }));
    }

    [Fact]
    public void Fairness_OtherSeed_IsNamed()
    {
        Assert.Contains("All had the same 1,000 rows of 2 features, the same seed (7)", Text(FindingSection.Fairness, Serial));
        Assert.Contains(
            "These differ: seed.", Text(FindingSection.Fairness, Serial, Toy.Local(2, 6).With(result => result with { Seed = 8 })));
    }

    [Fact]
    public void Fairness_ReversedRounds_AreSaidToAlternate()
    {
        RunReport local = Toy.Local(2, 6);
        RunReport[] reversed = [Serial, local, local with { Repeat = 2 }, Serial with { Repeat = 2 }];
        RunReport[] same = [Serial, local, Serial with { Repeat = 2 }, local with { Repeat = 2 }];

        Assert.Contains("2 rounds; every run is a process of its own, or on a cluster a job of its own. The order was reversed", Text(FindingSection.Fairness, reversed));
        Assert.DoesNotContain("reversed", Text(FindingSection.Fairness, same));
    }

    [Fact]
    public void Fairness_PeerThatIsNotThere_HasTheCommandThatInstallsIt() => Assert.Contains(
        "Not run. It is missing. To install it: pip install it",
        Text(FindingSection.Fairness, new RunReport
        {
            Kind = RunKind.Peer,
            Name = "something-new",
            Threads = 1,
            NotRun = new NotRunReport("It is missing.", "pip install it"),
        }));

    [Fact]
    public void Speed_TwoEngines_NamesTheQuickerTheRatioAndThePhase()
    {
        string text = Text(FindingSection.Speed, Serial, Toy.Local(2, 5, (Phase.Load, 1.5), (Phase.Fit, 2.5)));

        Assert.Contains("local was the quickest engine: it took 5.000 s in all.", text);
        Assert.Contains("In all, local took 5.000 s and serial took 10.000 s: local was 2.00 times as fast (fewer than three rounds", text);
        Assert.Contains("In the fit phase alone, local took 2.500 s and serial took 7.000 s: local was 2.80 times as fast", text);
        Assert.Contains("The largest part of the difference: fit (7.000 s with serial, 2.500 s with local).", text);
    }

    [Fact]
    public void Speed_QuickerInAllButSlowerInTheFit_NamesEachWhereItIsQuicker()
    {
        string text = Text(FindingSection.Speed, Serial, Toy.Local(2, 12, (Phase.Load, 5), (Phase.Fit, 3.5)));

        Assert.Contains("serial was 1.20 times as fast", text);
        Assert.Contains("local was 2.00 times as fast", text);
    }

    [Fact]
    public void Speed_Peer_IsComparedWithoutJudging()
    {
        RunReport engine = Toy.Run("serial", 10, (Phase.Load, 2), (Phase.Fit, 3), (Phase.Evaluate, 4));
        RunReport peer = Toy.Run("sklearn", 9, (Phase.Load, 1), (Phase.Fit, 4.5)) with { Kind = RunKind.Peer };

        string text = Text(FindingSection.Speed, engine, peer);

        Assert.Contains("serial took 6.000 s and scikit-learn took 9.000 s: serial was 1.50 times as fast", text);
        Assert.Contains("difference: start and end of the process (3.500 s with scikit-learn, 1.000 s with serial).", text);
        Assert.Contains("make up 50 % of this time with serial and 50 % with scikit-learn.", text);
    }

    [Fact]
    public void Speed_ThreeRounds_HaveAnInterval()
    {
        RunReport[] runs =
        [
            .. from round in new[] { 1, 2, 3 }
               from run in new[] { Serial, Toy.Local(2, 5, (Phase.Fit, 3.5)) }
               select run with { Repeat = round },
        ];

        Assert.Contains("2.00 times as fast (95 % bootstrap interval: 2.00 to 2.00).", Text(FindingSection.Speed, runs));
    }

    [Fact]
    public void Cost_Run_HasCpuMemoryAndBytesPerRow() => Assert.Equal(
        "The phases used 9.000 s of CPU time, 100 % of the 1 core granted. At its peak the process held 128.0 MiB of memory, 12 % of the"
        + " machine's. That is 64.0 MiB more than before reading, 65.5 KiB per row.",
        Text(FindingSection.Cost, Serial));

    [Theory]
    [InlineData(8, 1, "Reading took the most time: 80 %.", "Parquet in place of this format")]
    [InlineData(1, 8, "Computing took the most time: 80 %.", "--engine local")]
    [InlineData(1, 1, "Start and end of the process took the most time: 80 %.", "No option makes this much shorter")]
    public void Bottleneck_LargestPart_IsNamedWithTheOption(double load, double fit, string part, string advice)
    {
        string text = Text(FindingSection.Bottleneck, Toy.Run("serial", 10, (Phase.Load, load), (Phase.Fit, fit)));

        Assert.StartsWith(part, text);
        Assert.Contains(advice, text);
    }

    [Theory]
    [InlineData(9, true)]
    [InlineData(10, false)]
    public void Bottleneck_AllCores_AreAdvisedUnlessTheyTookNoLessTime(double wall, bool isAdvised) => Assert.Equal(
        isAdvised,
        Text(FindingSection.Bottleneck, Toy.Run("serial", 10, (Phase.Fit, 8)), Toy.Local(2, wall, (Phase.Fit, 8)))
            .Contains("--engine local", StringComparison.Ordinal));

    [Fact]
    public void Bottleneck_MostlyJudging_NamesTheScores() => Assert.Contains(
        "--metrics default", Text(FindingSection.Bottleneck, Toy.Run("serial", 10, (Phase.Fit, 2), (Phase.Evaluate, 6))));

    [Fact]
    public void Bottleneck_Collective_IsCommunication() => Assert.StartsWith(
        "Communication took the most time: 60 %.",
        Text(FindingSection.Bottleneck, Toy.Run("serial", 10, (Phase.Fit, 9)).With(result => result with
        {
            Phases = [result.Phases[0] with { CollectiveSeconds = 6 }],
        })));

    [Fact]
    public void Bottleneck_NearlyAllMemory_IsSaid() => Assert.Contains(
        "Memory is nearly full: the peak is 90 % of the machine's.",
        Text(FindingSection.Bottleneck, Serial.With(result => result with
        {
            Phases = [.. result.Phases.Select(phase => phase with { PeakResidentBytes = (long)(0.9 * Toy.Memory) })],
        })));

    [Fact]
    public void Bottleneck_IdleThreads_AreSaid() => Assert.Contains(
        "only 50 % of what 2 threads could give",
        Text(FindingSection.Bottleneck, Toy.Local(2, 10, (Phase.Fit, 9)).With(result => result with
        {
            Phases = [result.Phases[0] with { CpuSeconds = 9 }],
        })));

    [Theory]
    [InlineData(5, "no serial part can be seen")]
    [InlineData(7.5, "an efficiency of 67 %. By the Karp-Flatt metric (1990) this is a serial fraction of 50 %")]
    [InlineData(10, "the threads gained nothing")]
    public void Bottleneck_Threads_HaveTheirSerialFraction(double wall, string sentence) =>
        Assert.Contains(sentence, Text(FindingSection.Bottleneck, Serial, Toy.Local(2, wall, (Phase.Fit, 3))));

    [Theory]
    [InlineData(0.71, "a strong structure")]
    [InlineData(0.704, "a reasonable structure")]
    [InlineData(0.51, "a reasonable structure")]
    [InlineData(0.50, "a weak structure")]
    [InlineData(0.26, "a weak structure")]
    [InlineData(0.25, "no substantial structure")]
    public void Quality_Silhouette_HasItsPublishedReading(double silhouette, string reading) =>
        Assert.Contains(reading, Text(FindingSection.Quality, WithMetrics(metrics => metrics with { Silhouette = silhouette })));

    [Theory]
    [InlineData(0.91, "excellent")]
    [InlineData(0.90, "good")]
    [InlineData(0.80, "moderate")]
    [InlineData(0.65, "poor")]
    public void Quality_AdjustedRand_HasItsPublishedReading(double value, string reading) =>
        Assert.Contains($"{reading} recovery", Text(FindingSection.Quality, WithMetrics(metrics => metrics with { AdjustedRand = value })));

    [Fact]
    public void Quality_OtherValueOfAPeer_IsItsRelativeDifference()
    {
        RunReport peer = WithMetrics(metrics => metrics with { Inertia = 8 }) with { Kind = RunKind.Peer, Name = "sklearn" };

        string text = Text(FindingSection.Quality, Serial, peer);

        Assert.Contains("scikit-learn: 8, 20 % lower.", text);
        Assert.Contains("Every engine and peer has this very value.", text);
    }

    [Fact]
    public void Quality_SampledSilhouette_IsSaidToBe() => Assert.Contains(
        "It was computed on a sample of 500 rows.",
        Text(FindingSection.Quality, WithMetrics(metrics => metrics with { SilhouetteRows = 500, SilhouetteIsSampled = true })));

    [Fact]
    public void Initialization_AllAsGood_TakesTheQuickest() => Assert.Contains(
        "so the quickest is enough: random rows (1.000 s).",
        Text(FindingSection.Initialization, Toy.Initialization("kmeans++", 20, 10, 3), Toy.Initialization("random", 30, 10.005, 1)));

    [Fact]
    public void Initialization_OneBetter_TakesIt() => Assert.Contains(
        "Take k-means++ (3.000 s): it reached the lowest final inertia, and no other came within 0.1 % of it. random rows ended 10 % higher.",
        Text(FindingSection.Initialization, Toy.Initialization("kmeans++", 20, 10, 3), Toy.Initialization("random", 30, 11, 1)));

    [Fact]
    public void Initialization_TwoOfThreeAsGood_TakesTheQuickerOfThem() => Assert.Contains(
        "Take k-means|| (2.000 s): it is the quickest of those within 0.1 %",
        Text(
            FindingSection.Initialization,
            Toy.Initialization("kmeans++", 20, 10, 3),
            Toy.Initialization("kmeans-parallel", 22, 10.001, 2),
            Toy.Initialization("random", 30, 11, 1)));

    [Fact]
    public void Cluster_Engine_FillsTheFormulaIn()
    {
        string text = Text(FindingSection.Cluster, Serial);

        Assert.Contains("serial took 1.000 s outside the phases and 9.000 s in them", text);
        Assert.Contains("at least S + 9.000 / r seconds", text);
        Assert.Contains("r ranks pay once the phases take more than (S - 1.000) x r / (r - 1) seconds here", text);
        Assert.Contains("on this data two ranks pay only where S is below 5.500 s, and no number of ranks does where S is 10.000 s or more.", text);
        Assert.Contains("Reading 2.0 KiB of files took 2.000 s here, 1.0 KiB per second.", text);
        Assert.Contains("At 15.00 times as many rows (15,000, at 65.5 KiB each) the memory would be full", text);
    }

    [Fact]
    public void Cluster_GangSlowerThanOneProcess_SaysSoAndFromHowManyRowsOnItWouldPay()
    {
        // Outside the phases: dask 4 + 2 s, local 1 s; so two machines pay from 2 x (6 - 1) = 10 s of phases on, here they took 5 s.
        string text = Text(
            FindingSection.Cluster,
            Toy.Local(2, 6, (Phase.Load, 1), (Phase.Fit, 4)),
            Toy.Gang(2, 10, startUp: 4, (Phase.Load, 2), (Phase.Fit, 6)));

        Assert.Contains("dask took 4.000 s to start, once, and then 10.000 s for a fit, 20 % of them in communication.", text);
        Assert.Contains("It does not pay here: local took 6.000 s on the same machine", text);
        Assert.Contains("where S = 6.000 s is what it took outside the phases, its start included, and s = 1.000 s is what local took", text);
        Assert.Contains("for two machines that is 10.000 s, and here they took 5.000 s.", text);
        Assert.Contains("That is 2.00 times as much work: with as much work for each row, about 2,000 rows.", text);
        Assert.DoesNotContain("No cluster ran here.", text);
    }

    [Theory]
    [InlineData(1, "It was quicker than local, which took 6.000 s, even with its start.")]
    [InlineData(4, "Once started it was quicker than local, which took 6.000 s; with its start it was not.")]
    public void Cluster_GangQuicker_SaysWhetherItsStartIsInThat(double startUp, string said) => Assert.Contains(said, Text(
        FindingSection.Cluster, Toy.Local(2, 6, (Phase.Fit, 5)), Toy.Gang(2, 4, startUp, (Phase.Fit, 3.5))));

    [Fact]
    public void Cost_Gang_NamesTheEnginesOwnProcesses() => Assert.Contains(
        "Of these, the engine's own processes used 1.500 s of CPU time; they held 10.0 MiB at rest and 20.0 MiB at their peak.",
        Text(FindingSection.Cost, Toy.Gang(2, 10, startUp: 4, (Phase.Fit, 6))));

    [Fact]
    public void Limit_Comparison_SaysWhereItHolds()
    {
        string text = Text(FindingSection.Limit, Serial);

        Assert.Contains("one machine (Toy CPU), one data set (points.csv) and one number of clusters (2)", text);
        Assert.Contains("With 1 repetition there is no interval.", text);
    }

    [Fact]
    public void SerialFraction_HalfSerialByAmdahl_IsHalf() =>
        Assert.Equal(0.5, ThreadScaling.SerialFraction(1 / (0.5 + (0.5 / 8)), 8), 12);

    private static RunReport WithMetrics(Func<MetricsReport, MetricsReport> change) =>
        Serial.With(result => result with { Metrics = change(result.Metrics) });

    private static string Text(FindingSection section, params RunReport[] runs)
    {
        ComparisonReport comparison = Toy.Comparison(runs);
        return string.Join(
            "\n",
            ComparisonFindings.Of(comparison, comparison.Workloads[0], Language.English)
                .Where(finding => finding.Section == section)
                .Select(finding => finding.Text));
    }
}
