using Escala.Cli.Comparison.Peers;

namespace Escala.Cli.Algorithms.KMeans;

/// <summary>What a peer's K-means answers, beside the files of labels and centroids.</summary>
internal sealed record KMeansPeerAnswer : PeerAnswer
{
    /// <summary>The iterations of the restart that was kept.</summary>
    public required int Iterations { get; init; }

    /// <summary>The final inertia of each restart, by its own reckoning.</summary>
    public required IReadOnlyList<double> RestartInertias { get; init; }

    /// <summary>Scores by its own code, by their names in JSON; null where it has none.</summary>
    public IReadOnlyDictionary<string, double>? OwnScores { get; init; }
}
