using Escala.Boosting;
using Escala.Measurement;
using Escala.Reports.Charts;
using Escala.Reports.Results;

namespace Escala.Reports.Tests.Charts;

/// <summary>Workloads to draw, made from the measured one.</summary>
internal static class ChartComparisons
{
    /// <summary>The rows of <see cref="Full"/>'s view of clusters: as many as a view has at most.</summary>
    public const int ViewRows = 2000;

    /// <summary>Everything that a comparison can hold.</summary>
    public static KMeansWorkloadReport Full { get; } = GoldenComparison.KMeans with
    {
        Clusters = View(ViewRows, features: 3, clusters: 5),
    };

    /// <summary>The same without peers, initialisations and a view of clusters.</summary>
    public static KMeansWorkloadReport EnginesOnly { get; } = Full with
    {
        Runs = [.. Full.Runs.Where(run => run.Kind == RunKind.Engine)],
        Clusters = null,
    };

    /// <summary>One run of the serial engine.</summary>
    public static KMeansWorkloadReport SerialOnly { get; } = EnginesOnly with { Runs = [EnginesOnly.Runs.First(run => run.Name == "serial")] };

    /// <summary>Nothing but runs that failed or were not run.</summary>
    public static KMeansWorkloadReport Failed { get; } = EnginesOnly with
    {
        Runs = [.. Full.Runs.Where(run => run.Result is null)],
    };

    /// <summary>The runs of the engines as if they had trained trees.</summary>
    public static XGBoostWorkloadReport XGBoost { get; } = new()
    {
        Data = Full.Data,
        Options = Trees,
        Runs = [.. EnginesOnly.Runs.Select(run => run with { Result = run.Result is null ? null : FitOfTrees(run.Result) })],
    };

    private static XGBoostOptionsReport Trees => new()
    {
        Target = "late",
        Rounds = 60,
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
        ValidationFraction = 0.1,
        Missing = "refuse",
        TestFraction = 0.2,
        BlockRows = 65536,
        Seed = 7,
    };

    /// <summary>The full comparison with the view of another number of features and clusters.</summary>
    public static KMeansWorkloadReport With(int features, int clusters)
    {
        string[] names = [.. Enumerable.Range(0, features).Select(feature => $"feature {feature}")];
        long[] sizes = [.. Enumerable.Range(0, clusters).Select(cluster => 1000L + cluster)];
        return GoldenComparison.WithResults(Full, _ => true, fit => fit with { Features = names, ClusterSizes = sizes }) with
        {
            Clusters = View(ViewRows, features, clusters),
        };
    }

    /// <summary>The full comparison where the local engine has ranks, files and pieces like an engine on several machines.</summary>
    public static KMeansWorkloadReport OnRanks(int ranks) => GoldenComparison.WithResults(Full, run => run.Name == "local", fit => fit with
    {
        Ranks = ranks,
        PerRank = [.. Enumerable.Range(0, ranks).Select(rank => RankOf(fit.PerRank[0], rank, ranks))],
        Data = fit.Data with
        {
            Files = [.. Enumerable.Range(2001, 3).Select(year => new FileReport($"flights-of-the-year-{year}.parquet", 4_500_000, 1_000_000, 4))],
            Pieces = [.. Enumerable.Range(0, ranks).Select(rank => new PieceReport(rank, rank % 3, 0, 3_000_000 / ranks))],
        },
    });

    private static XGBoostFitReport FitOfTrees(FitReport measured)
    {
        ScoredRun run = ScoredRuns.Binary[0];
        return new XGBoostFitReport
        {
            Engine = measured.Engine,
            Ranks = measured.Ranks,
            Threads = measured.Threads,
            Rows = measured.Rows,
            Data = measured.Data,
            Phases = measured.Phases,
            PerRank = measured.PerRank,
            Seed = 7,
            Iterations = 60,
            Options = Trees,
            Task = XGBoostTask.Binary,
            Objective = "binary:logistic",
            Classes = run.Classes,
            TrainedRounds = 60,
            Metrics = XGBoostMetricsReport.Of(run.Scores),
            ScoredOn = XGBoostFitReport.TestPart,
            Details = run.Scores,
            ChosenThreshold = run.ChosenThreshold,
            History = [.. run.History.Select(history => new XGBoostHistory
            {
                Metric = history.Metric,
                IsHigherBetter = history.IsHigherBetter,
                Training = history.Training,
                Validation = history.Validation,
            })],
            Importance = run.Importance,
            Warnings = [],
            LibraryVersion = "1.7.4",
            Digest = new XGBoostDigestReport("m"),
        };
    }

    private static RankMeasurement RankOf(RankMeasurement only, int rank, int ranks) => only with
    {
        Rank = rank,
        ReadRows = 3_000_000 / ranks,
        Samples =
        [
            .. only.Samples.Select(sample => sample with
            {
                CpuSeconds = sample.CpuSeconds * (1 - (0.04 * rank)),
                ResidentBytes = sample.ResidentBytes + (rank * 3_000_000L),
            }),
        ],
    };

    private static ClusterViewReport View(int rows, int features, int clusters)
    {
        var random = new Random(7);
        float[] centroids = [.. Enumerable.Range(0, clusters * features).Select(_ => (float)(6 * random.NextDouble()))];
        int[] labels = [.. Enumerable.Range(0, rows).Select(row => (int)(clusters * Math.Pow(random.NextDouble(), 1.4)))];
        float[] values = [.. labels.SelectMany(label => Enumerable.Range(0, features).Select(feature =>
            centroids[(label * features) + feature] + (float)(random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5)))];
        return new ClusterViewReport
        {
            Run = "serial",
            RowNumbers = [.. Enumerable.Range(0, rows).Select(row => 97L * row)],
            Values = [.. values.Select(value => 100 * value)],
            PreparedValues = values,
            Labels = labels,
            Silhouettes = [.. labels.Select(label => 0.65 - (0.05 * label) - (0.9 * Math.Pow(random.NextDouble(), 3)))],
            Centroids = [.. centroids.Select(value => 100.0 * value)],
            PreparedCentroids = centroids,
        };
    }
}
