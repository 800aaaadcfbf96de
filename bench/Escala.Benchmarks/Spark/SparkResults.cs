using Escala.Benchmarks.Clusters;

namespace Escala.Benchmarks.Spark;

/// <summary>All that one run measured.</summary>
internal sealed record SparkResults : ClusterResults
{
    public override string Name => "Spark";

    /// <summary>Whole commands that do next to nothing: Escala's, and spark-submit with a barrier stage.</summary>
    public IReadOnlyList<ClusterSide> EmptyCommands { get; } =
        [new("escala fit, 2 ranks", ""), new("spark-submit, 2 barrier tasks", "")];

    /// <summary>Whole commands that do the work of K-means: Escala's, and MLlib's.</summary>
    public IReadOnlyList<ClusterSide> KMeansCommands { get; } =
        [new("escala fit, 2 ranks", ".parquet"), new("spark-submit, MLlib, 2 executors", ".parquet")];

    /// <summary>The seconds of the first job of a session, its start included.</summary>
    public double FirstJob { get; set; }

    public override IEnumerable<ClusterTarget> Targets =>
    [
        new("empty command of 2 ranks / empty barrier job by spark-submit", 1 / Ratio(EmptyCommands), 1.3),
        new("second job of a session, empty", Side.Median(EmptyJobs), 1, "s"),
        new("K-means, fit: MLlib / Escala's init and fit", KMeans[1].Median(Whole) / KMeans[0].Median(FitOf), 30, IsFloor: true),
        new("K-means, second job of a session: MLlib's fit / Escala's whole job", Ratio(KMeans), 15, IsFloor: true),
        new("K-means, commands with both starts: MLlib / Escala", Ratio(KMeansCommands), 2, IsFloor: true),
    ];

    private static double Whole(ClusterCall call) => call.Seconds;

    /// <summary>MLlib's fit has the choice of the first centroids in it.</summary>
    private static double FitOf(ClusterCall call) => call.InitSeconds + call.FitSeconds;

    private static double Ratio(IReadOnlyList<ClusterSide> sides) => sides[1].Median(Whole) / sides[0].Median(Whole);
}
