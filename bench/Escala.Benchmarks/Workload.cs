namespace Escala.Benchmarks;

/// <summary>A shape of K-means work.</summary>
/// <param name="Name">Its letter in the tables.</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="Features">The number of features.</param>
/// <param name="Clusters">The number of clusters.</param>
/// <param name="Iterations">
/// The fixed number of iterations of a fit, so that the peer takes some seconds; the blobs overlap enough not to settle before.
/// </param>
/// <param name="Target">The ratio to scikit-learn to reach on one thread.</param>
internal sealed record Workload(string Name, int Rows, int Features, int Clusters, int Iterations, double Target)
{
    public static IReadOnlyList<Workload> All { get; } =
    [
        new("a", 2_000_000, 2, 5, 50, 12),
        new("b", 1_000_000, 16, 32, 30, 4.5),
        new("c", 200_000, 128, 256, 20, 2),
        new("d", 500_000, 32, 1000, 10, 2.8),
    ];

    /// <summary>The workload on which initialisations are compared.</summary>
    public static Workload Initialization => All[^1];

    /// <summary>The same with a tenth of the rows.</summary>
    public Workload Quick() => this with { Rows = Rows / 10 };
}
