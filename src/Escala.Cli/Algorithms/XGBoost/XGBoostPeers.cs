using Escala.Cli.Comparison.Peers;

namespace Escala.Cli.Algorithms.XGBoost;

/// <summary>The other systems that train boosted trees.</summary>
internal static class XGBoostPeers
{
    /// <summary>XGBoost as Python's users have it.</summary>
    public static PeerDescription Python { get; } = new()
    {
        Name = "xgboost-python",
        Title = "XGBoost for Python",
        Script = "xgboost_python.py",
        Modules = ["xgboost", "numpy"],
        DebianPackages = "python3-xgboost",
        PythonPackages = "xgboost",
        Differences = ["peer.rows-from-npy", "peer.chosen-objective", "peer.own-metrics", "peer.no-evaluate-phase"],
    };

    /// <summary>The same on a Dask cluster of its own.</summary>
    public static PeerDescription Dask { get; } = new()
    {
        Name = "xgboost-dask",
        Title = "XGBoost on Dask",
        Script = "xgboost_dask.py",
        Modules = ["xgboost", "distributed", "pandas", "numpy"],
        DebianPackages = "python3-xgboost python3-distributed python3-pandas",
        PythonPackages = "xgboost dask[dataframe] distributed",
        Differences = ["peer.rows-from-npy", "peer.chosen-objective", "peer.own-metrics", "peer.no-evaluate-phase", "peer.dask-cluster"],
    };

    /// <summary>The same on a Spark cluster of its own.</summary>
    public static PeerDescription Spark { get; } = new()
    {
        Name = "xgboost-spark",
        Title = "XGBoost on Spark",
        Script = "xgboost_spark.py",
        SparkPart = "core",
        Modules = ["xgboost", "xgboost.spark", "sklearn", "pandas", "pyarrow", "numpy"],
        DebianPackages = "python3-sklearn python3-pip && python3 -m pip install xgboost pandas pyarrow",
        PythonPackages = "xgboost scikit-learn pandas pyarrow",
        Differences =
        [
            "peer.rows-from-npy", "peer.chosen-objective", "peer.own-metrics", "peer.no-evaluate-phase", "peer.spark-cluster",
            "peer.matrix-in-fit",
        ],
    };
}
