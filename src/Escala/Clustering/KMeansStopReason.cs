using System.Text.Json.Serialization;

namespace Escala.Clustering;

/// <summary>Why the iterations ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<KMeansStopReason>))]
public enum KMeansStopReason
{
    /// <summary>No row changed its cluster.</summary>
    [JsonStringEnumMemberName("noRowMoved")]
    NoRowMoved,

    /// <summary>The centroids moved by no more than the tolerance.</summary>
    [JsonStringEnumMemberName("tolerance")]
    Tolerance,

    /// <summary><see cref="KMeansOptions.MaxIterations"/> was reached.</summary>
    [JsonStringEnumMemberName("maxIterations")]
    MaxIterations,
}
