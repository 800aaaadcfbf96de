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
}
