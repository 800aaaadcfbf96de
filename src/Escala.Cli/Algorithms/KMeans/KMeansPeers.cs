using Escala.Cli.Comparison.Peers;

namespace Escala.Cli.Algorithms.KMeans;

/// <summary>The other systems that train K-means.</summary>
internal static class KMeansPeers
{
    /// <summary>scikit-learn's K-means.</summary>
    public static PeerDescription ScikitLearn { get; } = new()
    {
        Name = "sklearn",
        Title = "scikit-learn",
        Script = "kmeans_sklearn.py",
        Modules = ["sklearn", "numpy"],
        DebianPackages = "python3-sklearn libopenblas0-pthread",
        PythonPackages = "scikit-learn",
        Differences =
            ["peer.rows-from-npy", "peer.given-starts", "peer.no-evaluate-phase", "peer.no-history", "peer.float-sums"],
        RestartDifferences = ["peer.fit-per-restart"],
    };

    /// <summary>The K-means of dask-ml, on a Dask cluster of its own.</summary>
    public static PeerDescription DaskMl { get; } = new()
    {
        Name = "dask-ml",
        Title = "dask-ml",
        Script = "kmeans_dask_ml.py",
        Modules = ["dask_ml", "distributed", "numpy"],
        DebianPackages = "python3-distributed python3-pandas python3-numba python3-multipledispatch && python3 -m pip install dask-ml",
        PythonPackages = "dask-ml",
        Differences =
        [
            "peer.rows-from-npy", "peer.given-starts", "peer.no-evaluate-phase", "peer.no-history", "peer.float-sums", "peer.dask-cluster",
            "peer.own-inertia",
        ],
        RestartDifferences = ["peer.fit-per-restart"],
    };

    /// <summary>scikit-learn's K-means through joblib, on a Dask cluster of its own.</summary>
    public static PeerDescription ScikitLearnDask { get; } = new()
    {
        Name = "sklearn-dask",
        Title = "scikit-learn on Dask",
        Script = "kmeans_sklearn_dask.py",
        Modules = ["sklearn", "joblib", "distributed", "numpy"],
        DebianPackages = "python3-sklearn python3-distributed",
        PythonPackages = "scikit-learn distributed",
        Differences =
        [
            "peer.rows-from-npy", "peer.given-starts", "peer.no-evaluate-phase", "peer.no-history", "peer.float-sums", "peer.dask-cluster",
            "peer.restarts-in-parallel",
        ],
    };

    /// <summary>The K-means of Spark's MLlib, on a Spark cluster of its own.</summary>
    public static PeerDescription SparkMllib { get; } = new()
    {
        Name = "spark-mllib",
        Title = "Spark MLlib",
        Script = "kmeans_spark_mllib.py",
        SparkPart = "mllib",
        Modules = ["pyspark", "pyspark.mllib", "numpy"],
        DebianPackages = "python3-numpy",
        PythonPackages = "numpy",
        Differences =
        [
            "peer.rows-from-npy", "peer.given-starts", "peer.no-history", "peer.float-sums", "peer.spark-cluster", "peer.largest-movement",
            "peer.own-silhouette",
        ],
        RestartDifferences = ["peer.fit-per-restart"],
    };

    /// <summary>All of them, in the order in which they run.</summary>
    public static IReadOnlyList<PeerDescription> All { get; } = [ScikitLearn, DaskMl, ScikitLearnDask, SparkMllib];
}
