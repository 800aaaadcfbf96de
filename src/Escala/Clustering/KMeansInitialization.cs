using System.Text.Json.Serialization;

namespace Escala.Clustering;

/// <summary>How the first centroids are chosen.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<KMeansInitialization>))]
public enum KMeansInitialization
{
    /// <summary>
    /// k-means|| (Bahmani et al., "Scalable K-Means++", 2012): a few passes collect candidates far from one another, which are
    /// then clustered themselves. As good as <see cref="KMeansPlusPlus"/> and much quicker for many clusters or much data.
    /// </summary>
    [JsonStringEnumMemberName("kmeans-parallel")]
    KMeansParallel,

    /// <summary>
    /// Greedy k-means++ (Arthur and Vassilvitskii, 2007): one pass per centroid over all rows, each time the best of 2 + ln k
    /// candidates. The scikit-learn default; for few clusters.
    /// </summary>
    [JsonStringEnumMemberName("kmeans++")]
    KMeansPlusPlus,

    /// <summary>Random rows. Nearly free, and needs more iterations and restarts.</summary>
    [JsonStringEnumMemberName("random")]
    Random,

    /// <summary>The centroids in <see cref="KMeansOptions.InitialCentroids"/>.</summary>
    [JsonStringEnumMemberName("given")]
    Given,
}
