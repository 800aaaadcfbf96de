using Escala.Benchmarks.Clusters;

namespace Escala.Benchmarks.Dask;

/// <summary>All that one run measured.</summary>
internal sealed record DaskResults : ClusterResults
{
    public override string Name => "Dask";

    /// <summary>Seconds of whole commands that start a cluster of their own.</summary>
    public List<double> ColdCommands { get; } = [];

    /// <summary>The rows that trees were grown on.</summary>
    public int BoostingRows => IsQuick ? 100_000 : 1_000_000;

    /// <summary>Escala on Dask and the peer.</summary>
    public List<ClusterSide> Boosting { get; } = [];

    /// <summary>The images that a network was trained on.</summary>
    public int NetworkImages { get; set; }

    /// <summary>Two ranks and one.</summary>
    public List<ClusterSide> Network { get; } = [];

    public override IEnumerable<ClusterTarget> Targets =>
    [
        new("empty job of 2 ranks on a warm cluster", 1000 * Side.Median(EmptyJobs), 200, "ms"),
        new("command that starts a cluster of 2 workers", Side.Median(ColdCommands), 4, "s"),
        .. KMeansTargets(KMeans[0]),
        new("XGBoost, CPU: Escala / xgboost.dask", BoostingRatio(call => call.TrainCpuSeconds), 1),
        new("XGBoost, time: Escala / xgboost.dask", BoostingRatio(call => call.TrainSeconds), 0.8),
        new("network, images per second: 2 ranks / 1 rank", Speed(Network[0]) / Speed(Network[1]), 1.6, IsFloor: true),
    ];

    /// <summary>Images per second of training.</summary>
    public double Speed(ClusterSide side) => NetworkImages / side.Median(call => call.FitSeconds);

    private double BoostingRatio(Func<ClusterCall, double> figure) => Boosting[0].Median(figure) / Boosting[1].Median(figure);

    private IEnumerable<ClusterTarget> KMeansTargets(ClusterSide escala)
    {
        foreach (ClusterSide other in KMeans.Skip(1))
        {
            double ratio = escala.Median(call => call.Seconds) / other.Median(call => call.Seconds);
            yield return other.Name switch
            {
                DaskKMeansBenchmark.Local => new ClusterTarget(
                    "K-means, fit: Escala with 2 threads / 2 ranks",
                    other.Median(call => call.FitSeconds) / escala.Median(call => call.FitSeconds), 0.85, IsFloor: true),
                DaskKMeansBenchmark.ScikitLearn => new ClusterTarget("K-means: Escala's whole job / scikit-learn's load and fit", ratio, 0.6),
                _ => new ClusterTarget("K-means: Escala's whole job / dask-ml's fit", ratio, 0.07),
            };
        }
    }
}
