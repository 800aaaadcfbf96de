using Escala.Boosting;
using Escala.Measurement;
using Escala.Metrics;
using Escala.Reports.Results;

namespace Escala.Reports.Tests;

/// <summary>
/// A workload of XGBoost made up from the measured one of K-means: its runs, on the question which flights are late. The scores
/// belong together: all are of 40,000 rows in bins of predicted probability, of which the share that is late is known.
/// </summary>
internal static class FlightTrees
{
    private const double Rows = 40_000;
    private const int Bins = 100;
    private const int Rounds = 100;
    private const int BestRound = 64;

    private static readonly (double Predicted, double Late, double OnTime)[] Predictions = [.. Enumerable.Range(0, Bins).Select(Bin)];

    private static XGBoostWorkloadReport Workload() => new()
    {
        Data = "flights",
        Options = Options,
        Runs = [.. GoldenComparison.KMeans.Runs.Where(run => run.Kind != RunKind.Initialization && run.NotRun is null).Select(Run)],
    };

    private static XGBoostOptionsReport Options { get; } = new()
    {
        Target = "late",
        Rounds = Rounds,
        MaxDepth = 6,
        LearningRate = 0.3,
        Subsample = 1,
        ColsampleByTree = 1,
        MinChildWeight = 1,
        Gamma = 0,
        Lambda = 1,
        Alpha = 0,
        MaxBin = 256,
        TreeMethod = "hist",
        GrowPolicy = "depthwise",
        ScalePosWeight = 1,
        EarlyStopping = 30,
        ValidationFraction = 0.1,
        Missing = "refuse",
        TestFraction = 0.2,
        SampleRows = 200_000,
        BlockRows = 65_536,
        Seed = 0,
    };

    private static RunReport Run(RunReport run) => run with
    {
        Name = run.Kind == RunKind.Peer ? "xgboost-python" : run.Name,
        Command = run.Command?.Replace("kmeans", "xgboost", StringComparison.Ordinal),
        Result = run.Result is { } measured ? Fit(measured, isPeer: run.Kind == RunKind.Peer) : null,
        Peer = run.Peer is null ? null : new PeerReport { Versions = new Dictionary<string, string> { ["xgboost"] = "1.7.4" }, Differences = [] },
    };

    private static XGBoostFitReport Fit(FitReport measured, bool isPeer) => new()
    {
        Engine = isPeer ? "xgboost-python" : measured.Engine,
        Ranks = measured.Ranks,
        Threads = measured.Threads,
        Kernels = "libxgboost 1.7.4",
        Rows = 144_000,
        Features = ["time", "day", "month", "distance", "origin", "destination"],
        Data = measured.Data,
        MachineMemoryBytes = measured.MachineMemoryBytes,
        Phases = [.. measured.Phases.Where(phase => phase.Name != Phase.Init)],
        PerRank = measured.PerRank,
        Seed = 0,
        TestRows = (long)Rows,
        ValidationRows = 16_000,
        Iterations = BestRound,
        Options = Options,
        Task = XGBoostTask.Binary,
        Objective = "binary:logistic",
        Classes = ["on time", "late"],
        TrainedRounds = Rounds,
        StopReason = isPeer ? null : XGBoostStopReason.EarlyStopping,
        Metrics = XGBoostMetricsReport.Of(Scores),
        ScoredOn = XGBoostFitReport.TestPart,
        Details = Scores,
        ChosenThreshold = Threshold(0.2),
        History = [History],
        Importance = Importance,
        Warnings = [new XGBoostWarning(XGBoostWarningKind.TestRowsInTraining, null, 12)],
        LibraryVersion = "1.7.4",
        Digest = new XGBoostDigestReport(new string(isPeer ? 'b' : 'a', 64)),
    };

    private static PredictionScores Scores { get; } = new() { Classification = Classification() };

    private static XGBoostHistory History { get; } = new()
    {
        Metric = "logloss",
        IsHigherBetter = false,
        Training = [.. Enumerable.Range(1, Rounds).Select(round => 0.41 + (0.28 * Math.Exp(-round / 9.0)) - (0.0003 * round))],
        Validation = [.. Enumerable.Range(1, Rounds).Select(round => 0.437 + (0.25 * Math.Exp(-round / 9.0)) + (3e-6 * Math.Pow(Math.Max(0, round - 60), 2)))],
    };

    private static IReadOnlyList<FeatureImportance> Importance { get; } =
    [
        .. new (string Name, double Gain, double Splits)[]
        {
            ("time", 61.5, 1480), ("day", 14.2, 690), ("month", 22.8, 411), ("distance", 7.9, 1012), ("origin", 11.4, 655), ("destination", 0, 0),
        }.Select(one => new FeatureImportance
        {
            Feature = one.Name,
            Gain = one.Gain,
            Weight = one.Splits,
            Cover = one.Splits > 0 ? 2150 : 0,
            TotalGain = one.Gain * one.Splits,
            TotalCover = one.Splits * 2150,
        }),
    ];

    /// <summary>The comparison of both workloads.</summary>
    public static ComparisonReport Both { get; } = GoldenComparison.Measured with
    {
        CommandLine = "escala compare --repeat 3 --out out",
        Workloads = [GoldenComparison.KMeans, Workload()],
    };

    /// <summary>The workload.</summary>
    public static XGBoostWorkloadReport XGBoost => (XGBoostWorkloadReport)Both.Workloads[1];

    /// <summary>The workload with its results changed.</summary>
    public static XGBoostWorkloadReport With(Func<XGBoostFitReport, XGBoostFitReport> change) => XGBoost with
    {
        Runs = [.. XGBoost.Runs.Select(run => run.Result is XGBoostFitReport fit ? run with { Result = change(fit) } : run)],
    };

    /// <summary>Most rows are thought to be on time; those thought to be late are so a little less often.</summary>
    private static (double Predicted, double Late, double OnTime) Bin(int bin)
    {
        double predicted = (bin + 0.5) / Bins;
        double rows = Math.Round(Rows * Density(bin) / Enumerable.Range(0, Bins).Sum(Density));
        double late = Math.Round(rows * (predicted - (0.08 * predicted * predicted)));
        return (predicted, late, rows - late);
    }

    private static double Density(int bin) => Math.Pow((bin + 0.5) / Bins, 0.9) * Math.Pow(1 - ((bin + 0.5) / Bins), 5.5);

    private static ClassificationScores Classification()
    {
        ThresholdScores half = Threshold(0.5);
        double late = Predictions.Sum(bin => bin.Late);
        double all = late + Predictions.Sum(bin => bin.OnTime);
        ScoreCurve roc = Roc();
        double auc = roc.X.Zip(roc.X.Skip(1), (from, to) => to - from).Zip(roc.Y.Zip(roc.Y.Skip(1), (from, to) => (from + to) / 2), (width, height) => width * height).Sum();
        (double hits, double misses) = (half.ConfusionMatrix[0][0], half.ConfusionMatrix[1][0]);
        double onTimePrecision = hits / (hits + misses);
        double onTimeRecall = hits / half.ConfusionMatrix[0].Sum();
        double onTimeF1 = 2 * onTimePrecision * onTimeRecall / (onTimePrecision + onTimeRecall);
        return new ClassificationScores
        {
            Rows = (long)all,
            Accuracy = half.Accuracy,
            MajorityRate = 1 - (late / all),
            BalancedAccuracy = half.BalancedAccuracy,
            Precision = (half.Precision + onTimePrecision) / 2,
            Recall = half.BalancedAccuracy,
            F1 = (half.F1 + onTimeF1) / 2,
            LogLoss = -Predictions.Sum(bin => (bin.Late * Math.Log(bin.Predicted)) + (bin.OnTime * Math.Log(1 - bin.Predicted))) / all,
            Auc = auc,
            AveragePrecision = 0.4321,
            PerClass =
            [
                new ClassScores { Support = all - late, Precision = onTimePrecision, Recall = onTimeRecall, F1 = onTimeF1, Auc = auc, AveragePrecision = 0.88 },
                new ClassScores { Support = late, Precision = half.Precision, Recall = half.Recall, F1 = half.F1, Auc = auc, AveragePrecision = 0.4321 },
            ],
            ConfusionMatrix = half.ConfusionMatrix,
            RocCurves = [roc],
            PrecisionRecallCurves = [PrecisionRecall()],
            Calibration = [Calibration()],
        };
    }

    private static ThresholdScores Threshold(double threshold)
    {
        double hits = Predictions.Where(bin => bin.Predicted > threshold).Sum(bin => bin.Late);
        double alarms = Predictions.Where(bin => bin.Predicted > threshold).Sum(bin => bin.OnTime);
        double late = Predictions.Sum(bin => bin.Late);
        double onTime = Predictions.Sum(bin => bin.OnTime);
        double precision = hits / (hits + alarms);
        return new ThresholdScores
        {
            Threshold = threshold,
            Accuracy = (hits + onTime - alarms) / (late + onTime),
            BalancedAccuracy = ((hits / late) + ((onTime - alarms) / onTime)) / 2,
            Precision = precision,
            Recall = hits / late,
            F1 = 2 * precision * (hits / late) / (precision + (hits / late)),
            ConfusionMatrix = [[onTime - alarms, alarms], [late - hits, hits]],
        };
    }

    private static ScoreCurve Roc()
    {
        double late = Predictions.Sum(bin => bin.Late);
        double onTime = Predictions.Sum(bin => bin.OnTime);
        int[] cuts = [.. Enumerable.Range(0, Bins + 1)];
        return new ScoreCurve(
            1,
            [.. cuts.Select(cut => Predictions.TakeLast(cut).Sum(bin => bin.OnTime) / onTime)],
            [.. cuts.Select(cut => Predictions.TakeLast(cut).Sum(bin => bin.Late) / late)]);
    }

    private static ScoreCurve PrecisionRecall()
    {
        double late = Predictions.Sum(bin => bin.Late);
        int[] cuts = [.. Enumerable.Range(1, Bins).Where(cut => Predictions.TakeLast(cut).Sum(bin => bin.Late) > 0)];
        return new ScoreCurve(
            1,
            [.. cuts.Select(cut => Predictions.TakeLast(cut).Sum(bin => bin.Late) / late)],
            [.. cuts.Select(cut => Predictions.TakeLast(cut).Sum(bin => bin.Late) / Predictions.TakeLast(cut).Sum(bin => bin.Late + bin.OnTime))]);
    }

    private static CalibrationCurve Calibration()
    {
        (double Predicted, double Observed, double Weight)[] tenths =
        [
            .. Predictions.Chunk(Bins / 10).Select(bins => (
                bins.Sum(bin => bin.Predicted * (bin.Late + bin.OnTime)) / Math.Max(1, bins.Sum(bin => bin.Late + bin.OnTime)),
                bins.Sum(bin => bin.Late) / Math.Max(1, bins.Sum(bin => bin.Late + bin.OnTime)),
                bins.Sum(bin => bin.Late + bin.OnTime))).Where(tenth => tenth.Item3 > 0),
        ];
        return new CalibrationCurve(
            1, [.. tenths.Select(tenth => tenth.Predicted)], [.. tenths.Select(tenth => tenth.Observed)], [.. tenths.Select(tenth => tenth.Weight)]);
    }
}
