using Escala.Metrics;

namespace Escala.Reports.Results;

/// <summary>How good a clustering is, by name. What was not asked for or is not defined is not there.</summary>
internal sealed record MetricsReport
{
    /// <summary>What JSON calls <see cref="Inertia"/>.</summary>
    public const string InertiaKey = "inertia";

    /// <summary>What JSON calls <see cref="Silhouette"/>.</summary>
    public const string SilhouetteKey = "silhouette";

    /// <summary>What JSON calls <see cref="DaviesBouldin"/>.</summary>
    public const string DaviesBouldinKey = "daviesBouldin";

    /// <summary>What JSON calls <see cref="Accuracy"/>.</summary>
    public const string AccuracyKey = "accuracy";

    /// <summary>The sum of weight x squared distance to the nearest centroid, over the prepared rows.</summary>
    public required double Inertia { get; init; }

    /// <summary>The mean silhouette with Euclidean distances.</summary>
    public double? Silhouette { get; init; }

    /// <summary>The rows it was computed on.</summary>
    public long? SilhouetteRows { get; init; }

    /// <summary>Whether those are a sample.</summary>
    public bool? SilhouetteIsSampled { get; init; }

    /// <summary>The mean silhouette with squared Euclidean distances.</summary>
    public double? SilhouetteSquaredEuclidean { get; init; }

    /// <summary>The Davies-Bouldin index.</summary>
    public double? DaviesBouldin { get; init; }

    /// <summary>The Calinski-Harabasz index.</summary>
    public double? CalinskiHarabasz { get; init; }

    /// <summary>The adjusted Rand index.</summary>
    public double? AdjustedRand { get; init; }

    /// <summary>The normalised mutual information.</summary>
    public double? NormalizedMutualInformation { get; init; }

    /// <summary>The accuracy under the best matching.</summary>
    public double? Accuracy { get; init; }

    /// <summary>Why a figure that was asked for is not there, by its name; null when none is missing.</summary>
    public IReadOnlyDictionary<string, string>? AbsentMetrics { get; init; }

    /// <summary>Takes over the figures.</summary>
    public static MetricsReport Of(double inertia, ClusteringScores scores) => new()
    {
        Inertia = inertia,
        Silhouette = scores.Silhouette,
        SilhouetteRows = scores.SilhouetteRows,
        SilhouetteIsSampled = scores.SilhouetteIsSampled,
        SilhouetteSquaredEuclidean = scores.SilhouetteSquaredEuclidean,
        DaviesBouldin = scores.DaviesBouldin,
        CalinskiHarabasz = scores.CalinskiHarabasz,
        AdjustedRand = scores.AdjustedRand,
        NormalizedMutualInformation = scores.NormalizedMutualInformation,
        Accuracy = scores.Accuracy,
        AbsentMetrics = scores.AbsentReasons.Count > 0 ? scores.AbsentReasons : null,
    };

    /// <summary>The names of all scores in JSON, in the order of reports.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        InertiaKey, SilhouetteKey, "silhouetteSquaredEuclidean", DaviesBouldinKey, "calinskiHarabasz", "adjustedRand",
        "normalizedMutualInformation", AccuracyKey,
    ];

    /// <summary>The scores in the order of reports.</summary>
    public IReadOnlyList<ScoreReport> Scores()
    {
        double?[] values =
        [
            Inertia, Silhouette, SilhouetteSquaredEuclidean, DaviesBouldin, CalinskiHarabasz, AdjustedRand, NormalizedMutualInformation,
            Accuracy,
        ];
        return [.. Keys.Zip(values, (key, value) => new ScoreReport(key, value, IsLowerBetter(key)))];
    }

    /// <summary>Whether lower values of a score are the better ones; of the others higher ones are.</summary>
    /// <param name="key">Its name in JSON.</param>
    public static bool IsLowerBetter(string key) => key is InertiaKey or DaviesBouldinKey;
}
