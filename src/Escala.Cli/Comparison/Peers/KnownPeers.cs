namespace Escala.Cli.Comparison.Peers;

/// <summary>The peers there are.</summary>
internal static class KnownPeers
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

    /// <summary>All of them, in the order in which they run.</summary>
    public static IReadOnlyList<PeerDescription> All { get; } = [ScikitLearn];
}
