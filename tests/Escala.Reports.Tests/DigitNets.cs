using Escala.Measurement;
using Escala.Metrics;
using Escala.Reports.Results;
using Escala.Vision;
using Escala.Vision.Images;

namespace Escala.Reports.Tests;

/// <summary>
/// A workload of a convolutional network made up: serial, local, dask and PyTorch learn ten digits, each a number of ranks and threads of
/// its own, so that their weights differ in the last bits. The scores are computed from made-up probabilities of 2,000 images.
/// </summary>
internal static class DigitNets
{
    private const int Classes = 10;
    private const int TestImages = 2_000;
    private const int TrainingImages = 9_000;
    private const int Epochs = 5;
    private const int StepsOfEpoch = 141;
    private const int Repeats = 3;
    private const long Mebibyte = DigitRun.Mebibyte;

    private static readonly ImageShape Shape = new(1, 28, 28);

    private static readonly int[] Labels = [.. Enumerable.Range(0, TestImages).Select(row => (int)(Classes * Math.Pow(row * 0.618 % 1, 1.1)))];

    private static ConvNetOptionsReport Options { get; } = ConvNetOptionsReport.Of(
        "mnist",
        new ConvNetOptions
        {
            Network = NetworkPresets.Mnist(),
            Epochs = Epochs,
            ValidationFraction = 0.1,
            Augmentation = new AugmentationOptions { Shift = 2 },
            Schedule = new StepScheduleOptions { Epochs = 4 },
        },
        new ImageSetOptions { SampleImages = 10_000 });

    private static readonly DigitRun[] Runs =
    [
        new("serial", RunKind.Engine, 1, 1, 4.12), new("local", RunKind.Engine, 1, 2, 2.31), new("dask", RunKind.Engine, 2, 1, 2.55),
        new("torch", RunKind.Peer, 1, 1, 11.4), new("torch", RunKind.Peer, 1, 2, 7.36),
    ];

    private static DataReport Data { get; } = new()
    {
        Given = "mnist",
        Files =
        [
            new FileReport("data/mnist/train-images-idx3-ubyte", 47_040_016, null, 1), new FileReport("data/mnist/train-labels-idx1-ubyte", 60_008, null, 1),
            new FileReport("data/mnist/t10k-images-idx3-ubyte", 7_840_016, null, 1), new FileReport("data/mnist/t10k-labels-idx1-ubyte", 10_008, null, 1),
        ],
        Pieces = [],
        Format = "IDX",
        Bytes = 54_950_048,
        Images = new ImagesReport
        {
            Shape = Shape,
            Count = TrainingImages + 1_000 + TestImages,
            OwnTestCount = TestImages,
            Classes = [.. Enumerable.Range(0, Classes).Select(digit => $"{digit}")],
            StoredBytes = 54_950_048,
            Float32Bytes = 37_632_000,
            IsDecoded = false,
        },
    };

    /// <summary>The scores of every run, with the probabilities that they come from.</summary>
    private static Dictionary<DigitRun, (ClassificationScores Scores, float[] Probabilities)> Judged { get; } = Runs.ToDictionary(run => run, run =>
    {
        float[] probabilities = Probabilities(0.006 * Array.IndexOf(Runs, run));
        return (ClassificationMetrics.Evaluate(Labels, probabilities, Classes, threads: 1), probabilities);
    });

    /// <summary>The comparison of this workload alone.</summary>
    public static ComparisonReport Comparison { get; } = GoldenComparison.Measured with
    {
        CommandLine = "escala compare cnn --repeat 3 --out out",
        Scale = "quick",
        Workloads = [Made()],
    };

    /// <summary>The comparison of all three workloads.</summary>
    public static ComparisonReport Three { get; } = FlightTrees.Both with { Workloads = [.. FlightTrees.Both.Workloads, Network] };

    /// <summary>The workload.</summary>
    public static ConvNetWorkloadReport Network => (ConvNetWorkloadReport)Comparison.Workloads[0];

    /// <summary>The workload with its results changed.</summary>
    public static ConvNetWorkloadReport With(Func<ConvNetFitReport, ConvNetFitReport> change) => Network with
    {
        Runs = [.. Network.Runs.Select(run => run.Result is ConvNetFitReport fit ? run with { Result = change(fit) } : run)],
    };

    private static ConvNetWorkloadReport Made() => new()
    {
        Data = "mnist",
        Options = Options,
        Runs =
        [
            .. Enumerable.Range(1, Repeats).SelectMany(repeat => (repeat % 2 == 0 ? Runs.Reverse() : Runs).Select(run => Report(run, repeat))),
        ],
    };

    private static RunReport Report(DigitRun run, int repeat)
    {
        double slower = 1 + (0.01 * (repeat - 1));
        ConvNetFitReport fit = Fit(run, slower);
        double wall = fit.Phases.Sum(phase => phase.WallSeconds) + (run.IsPeer ? 1.6 : 0.19);
        return new RunReport
        {
            Kind = run.Kind,
            Name = run.Name,
            Threads = run.Ranks * run.Threads,
            Repeat = repeat,
            Command = run.IsPeer ? "python3 bench/peers/torch.py out/peer.json" : $"escala fit cnn mnist --epochs 5 --engine {run.Name} --json",
            BackgroundLoad = 0.2,
            ExitCode = 0,
            WallSeconds = wall,
            SessionStartUpSeconds = run.Ranks > 1 ? 2.9 : null,
            Result = fit,
            Peer = run.IsPeer
                ? new PeerReport { Versions = new Dictionary<string, string> { ["torch"] = "2.6.0" }, Differences = ["peer.no-evaluate-phase"] }
                : null,
        };
    }

    private static ConvNetFitReport Fit(DigitRun run, double slower)
    {
        double fitSeconds = run.FitSeconds * slower;
        RankMeasurement[] ranks = [.. Enumerable.Range(0, run.Ranks).Select(rank => run.RankOf(rank, Data.Images!.Count, fitSeconds))];
        (ClassificationScores scores, float[] probabilities) = Judged[run];
        ConvNetEpoch[] history = [.. Enumerable.Range(1, Epochs).Select(epoch => EpochOf(epoch, fitSeconds / Epochs, run))];
        return new ConvNetFitReport
        {
            Engine = run.Name,
            Ranks = run.Ranks,
            Threads = run.Threads,
            Kernels = run.IsPeer ? "oneDNN" : "avx512",
            Rows = TrainingImages,
            Data = Data,
            MachineMemoryBytes = 8L << 30,
            Phases = PhaseReport.Of(ranks),
            PerRank = ranks,
            EngineProcesses = run.Ranks > 1 ? [new EngineProcess("scheduler", 0.4, 60 * Mebibyte, 66 * Mebibyte)] : [],
            Seed = 0,
            TestRows = TestImages,
            ValidationRows = 1_000,
            Iterations = Epochs,
            Options = Options,
            Classes = Data.Images!.Classes,
            Parameters = NetworkSummary.Of(Options.Network).Parameters,
            PlannedBytes = run.IsPeer ? null : (14 * Mebibyte) / run.Ranks,
            TrainedEpochs = Epochs,
            Steps = Epochs * StepsOfEpoch,
            StopReason = run.IsPeer ? null : ConvNetStopReason.Epochs,
            ImagesPerSecond = ConvNetFitReport.ImagesPerSecondOf(TrainingImages, history),
            Metrics = ConvNetMetricsReport.Of(scores, scores.LogLoss, ConvNetLoss.CrossEntropy),
            ScoredOn = FitReport.TestPart,
            Details = scores,
            History = history,
            LossCurve = [.. Enumerable.Range(1, Epochs * StepsOfEpoch / 3).Select(point => LossAt(3 * point, run))],
            WorstMistakes = run.IsPeer ? [] : Mistakes(probabilities),
            Digest = run.IsPeer ? null : new ConvNetDigestReport(new string((char)('a' + Array.IndexOf(Runs, run)), 64)),
        };
    }

    private static float[] Probabilities(double blur)
    {
        var random = new Random(7);
        return
        [
            .. Labels.SelectMany(label =>
            {
                double[] scores = [.. Enumerable.Range(0, Classes).Select(_ => (1.5 + blur) * Normal(random))];
                scores[label] += 5.6;
                double all = scores.Sum(Math.Exp);
                return scores.Select(score => (float)(Math.Exp(score) / all));
            }),
        ];
    }

    private static double Normal(Random random) => Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6;

    private static IReadOnlyList<ConvNetMistakeReport> Mistakes(float[] probabilities) =>
    [
        .. Enumerable.Range(0, TestImages)
            .Select(row => Mistake(row, probabilities.AsSpan(row * Classes, Classes).ToArray()))
            .Where(mistake => mistake.Predicted != mistake.Truth)
            .OrderByDescending(mistake => mistake.Probability)
            .Take(20),
    ];

    private static ConvNetMistakeReport Mistake(int row, float[] probabilities)
    {
        int predicted = Array.IndexOf(probabilities, probabilities.Max());
        return new ConvNetMistakeReport
        {
            Row = 10_000 + row,
            Truth = Labels[row],
            Predicted = predicted,
            Probability = probabilities[predicted],
            TruthProbability = probabilities[Labels[row]],
            Picture = DigitPictures.Of(Labels[row], row),
        };
    }

    private static ConvNetEpoch EpochOf(int epoch, double seconds, DigitRun run) => new()
    {
        Epoch = epoch,
        TrainingLoss = 0.02 + (0.33 * Math.Exp(-0.9 * (epoch - 1))),
        ValidationLoss = 0.061 + (0.06 * Math.Exp(-1.2 * (epoch - 1))) + (0.001 * Math.Max(0, epoch - 3) * (epoch - 3)) + (1e-5 * Array.IndexOf(Runs, run)),
        ValidationAccuracy = 0.984 - (0.02 * Math.Exp(-epoch)),
        LearningRate = epoch == Epochs ? 0.002 : 0.02,
        Seconds = seconds,
        ImagesPerSecond = TrainingImages / seconds,
    };

    private static ConvNetLossPoint LossAt(int step, DigitRun run)
    {
        double noise = Math.Abs(Math.Sin(12.9898 * step) * 43758.5453 % 1);
        double blur = 1 + (0.02 * Array.IndexOf(Runs, run) * noise);
        return new ConvNetLossPoint(step, blur * ((2.2 * Math.Exp(-step / 45.0)) + (0.22 * Math.Exp(-step / 260.0) * (0.4 + noise)) + (0.012 * (0.5 + noise))));
    }
}
