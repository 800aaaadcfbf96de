using System.Text.Json.Serialization;

namespace Escala.Reports.Results;

/// <summary>Fits of K-means on several engines, with the initialisations that were tried.</summary>
internal sealed record KMeansWorkloadReport : WorkloadReport
{
    /// <summary>What the command line calls it.</summary>
    public const string Word = "kmeans";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Word;

    /// <summary>The options of every run.</summary>
    public required KMeansOptionsReport Options { get; init; }

    /// <summary>The two features that clusters are drawn on; null for the first two principal components.</summary>
    public IReadOnlyList<string>? Axes { get; init; }

    /// <summary>Rows with their clusters; null where no engine finished.</summary>
    [JsonPropertyOrder(2)]
    public ClusterViewReport? Clusters { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool IsSameInEveryWorld => true;

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<string> ScoreKeys => MetricsReport.Keys;
}
