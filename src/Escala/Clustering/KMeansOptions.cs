using Escala.Metrics;

namespace Escala.Clustering;

/// <summary>The options of K-means. Change them by <c>with</c>.</summary>
public sealed record KMeansOptions
{
    /// <summary>The number of clusters, at least 1. Default 8. scikit-learn <c>n_clusters</c>, Spark <c>k</c>.</summary>
    public int Clusters { get; init; } = 8;

    /// <summary>How the first centroids are chosen. Default k-means||. scikit-learn <c>init</c>, Spark <c>initMode</c>.</summary>
    public KMeansInitialization Initialization { get; init; } = KMeansInitialization.KMeansParallel;

    /// <summary>
    /// The first centroids, (clusters, features) in the units of the data; only with <see cref="KMeansInitialization.Given"/>.
    /// Default null.
    /// </summary>
    public IReadOnlyList<double[]>? InitialCentroids { get; init; }

    /// <summary>The candidates that a round of k-means|| is expected to draw, as a multiple of the clusters; above 0. Default 2.</summary>
    public double Oversampling { get; init; } = 2;

    /// <summary>The rounds of k-means||, from 1 to 100. Default 5. Spark <c>initSteps</c>.</summary>
    public int InitializationRounds { get; init; } = 5;

    /// <summary>How many whole runs, each from another start; the one with the lowest inertia is kept. At least 1. Default 1. scikit-learn <c>n_init</c>.</summary>
    public int Restarts { get; init; } = 1;

    /// <summary>The most iterations of a run, at least 1. Default 300. scikit-learn <c>max_iter</c>, Spark <c>maxIter</c>.</summary>
    public int MaxIterations { get; init; } = 300;

    /// <summary>
    /// A run ends when the squared distances that the centroids moved add up to at most Tolerance x the mean variance of the
    /// features. At least 0; 0 iterates until no row moves. Default 0.0001. scikit-learn <c>tol</c>.
    /// </summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>Whether each feature is divided by its standard deviation first. Default false.</summary>
    public bool Standardize { get; init; }

    /// <summary>The seed of every random choice. Default 0. scikit-learn <c>random_state</c>.</summary>
    public ulong Seed { get; init; }

    /// <summary>Which scores are computed after the fit. Default: all but the silhouette, whose cost grows with the square of the rows.</summary>
    public ClusteringMetricSet Metrics { get; init; } = ClusteringMetricSet.Default;

    /// <summary>
    /// The iterations of a run from one checkpoint to the next, at least 1; one is written between runs too. The result does not depend
    /// on it. Default null: none are written.
    /// </summary>
    public int? CheckpointIterations { get; init; }

    /// <summary>Checks every option.</summary>
    /// <exception cref="InvalidOptionsException">One or more are out of range; all faults are listed.</exception>
    public void Validate()
    {
        var faults = new List<string>();
        void Require(bool holds, string option, string constraint, object? value, string advice)
        {
            if (!holds)
            {
                faults.Add($"{option} of K-means must be {constraint}, but was {value ?? "not given"}. {advice}");
            }
        }

        Require(Clusters >= 1, nameof(Clusters), "at least 1", Clusters, "Ask for as many clusters as you expect in the data.");
        Require(Restarts >= 1, nameof(Restarts), "at least 1", Restarts, "1 runs once.");
        Require(MaxIterations >= 1, nameof(MaxIterations), "at least 1", MaxIterations, "300 is enough for most data.");
        Require(
            double.IsFinite(Tolerance) && Tolerance >= 0, nameof(Tolerance), "finite and at least 0", Tolerance, "0 iterates until no row moves.");
        Require(double.IsFinite(Oversampling) && Oversampling > 0, nameof(Oversampling), "finite and above 0", Oversampling, "2 is usual.");
        Require(
            InitializationRounds is >= 1 and <= 100, nameof(InitializationRounds), "from 1 to 100", InitializationRounds, "5 is usual.");
        Require(
            CheckpointIterations is null or >= 1, nameof(CheckpointIterations), "at least 1", CheckpointIterations, "Leave it out for none.");
        ValidateInitialCentroids(faults);
        if (faults.Count > 0)
        {
            throw new InvalidOptionsException(faults);
        }
    }

    private void ValidateInitialCentroids(List<string> faults)
    {
        if ((Initialization == KMeansInitialization.Given) != (InitialCentroids is not null))
        {
            faults.Add(
                $"InitialCentroids of K-means must be given exactly when Initialization is {KMeansInitialization.Given}, but Initialization "
                + $"was {Initialization}. Set both or neither.");
            return;
        }

        if (InitialCentroids is null)
        {
            return;
        }

        if (InitialCentroids.Count != Clusters)
        {
            faults.Add(
                $"InitialCentroids of K-means must be {Clusters} rows, one per cluster, but was {InitialCentroids.Count}. "
                + "Give as many rows as clusters.");
        }

        for (int row = 0; row < InitialCentroids.Count; row++)
        {
            if (!InitialCentroids[row].All(double.IsFinite))
            {
                faults.Add($"InitialCentroids of K-means must be finite, but row {row + 1} is not. Replace its NaN or infinity.");
            }
        }
    }
}
