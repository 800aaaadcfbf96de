namespace Escala.Benchmarks.Dask;

/// <summary>All that one run measured.</summary>
internal sealed record DaskResults
{
    public required Machine Machine { get; init; }

    public required DateOnly Date { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>Whether this was a short run; such figures are not for the record.</summary>
    public required bool IsQuick { get; init; }

    /// <summary>The load of the machine over 1, 5 and 15 minutes before the first measurement.</summary>
    public required string LoadBefore { get; init; }

    /// <summary>The same after the last one.</summary>
    public string LoadAfter { get; set; } = "";

    public SortedDictionary<string, string> Versions { get; } = [];

    /// <summary>Seconds of jobs that do next to nothing, on a warm cluster.</summary>
    public List<double> EmptyJobs { get; } = [];

    /// <summary>Seconds of whole commands that start a cluster of their own.</summary>
    public List<double> ColdCommands { get; } = [];

    /// <summary>The work of K-means.</summary>
    public required Workload Workload { get; init; }

    /// <summary>Escala on Dask, Escala on one machine, and the peers.</summary>
    public List<DaskSide> KMeans { get; } = [];

    /// <summary>The rows that trees were grown on.</summary>
    public required int BoostingRows { get; init; }

    /// <summary>Escala on Dask and the peer.</summary>
    public List<DaskSide> Boosting { get; } = [];

    /// <summary>The images that a network was trained on.</summary>
    public int NetworkImages { get; set; }

    /// <summary>Two ranks and one.</summary>
    public List<DaskSide> Network { get; } = [];

    public IEnumerable<DaskTarget> Targets =>
    [
        new("empty job of 2 ranks on a warm cluster", 1000 * Side.Median(EmptyJobs), 200, "ms"),
        new("command that starts a cluster of 2 workers", Side.Median(ColdCommands), 4, "s"),
        .. KMeansTargets(KMeans[0]),
        new("XGBoost, CPU: Escala / xgboost.dask", BoostingRatio(call => call.TrainCpuSeconds), 1),
        new("XGBoost, time: Escala / xgboost.dask", BoostingRatio(call => call.TrainSeconds), 0.8),
        new("network, images per second: 2 ranks / 1 rank", Speed(Network[0]) / Speed(Network[1]), 1.6, IsFloor: true),
    ];

    /// <summary>Images per second of training.</summary>
    public double Speed(DaskSide side) => NetworkImages / side.Median(call => call.FitSeconds);

    private double BoostingRatio(Func<DaskCall, double> figure) => Boosting[0].Median(figure) / Boosting[1].Median(figure);

    private IEnumerable<DaskTarget> KMeansTargets(DaskSide escala)
    {
        foreach (DaskSide other in KMeans.Skip(1))
        {
            double ratio = escala.Median(call => call.Seconds) / other.Median(call => call.Seconds);
            yield return other.Name switch
            {
                DaskKMeansBenchmark.Local => new DaskTarget(
                    "K-means, fit: Escala with 2 threads / 2 ranks",
                    other.Median(call => call.FitSeconds) / escala.Median(call => call.FitSeconds), 0.85, IsFloor: true),
                DaskKMeansBenchmark.ScikitLearn => new DaskTarget("K-means: Escala's whole job / scikit-learn's load and fit", ratio, 0.6),
                _ => new DaskTarget("K-means: Escala's whole job / dask-ml's fit", ratio, 0.07),
            };
        }
    }
}
