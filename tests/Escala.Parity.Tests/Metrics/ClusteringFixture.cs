using System.Text.Json;
using Xunit;

namespace Escala.Parity.Tests.Metrics;

/// <summary>A clustering and its figures as fixtures/make_clustering_metrics.py wrote them.</summary>
public sealed record ClusteringFixture
{
    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web);

    public required int Features { get; init; }

    public required float[] Rows { get; init; }

    public required int[] Labels { get; init; }

    public required int[] Truth { get; init; }

    public required double[] Silhouettes { get; init; }

    public required double Silhouette { get; init; }

    public required double SilhouetteSquaredEuclidean { get; init; }

    public required double DaviesBouldin { get; init; }

    public required double CalinskiHarabasz { get; init; }

    public required double AdjustedRand { get; init; }

    public required double NormalizedMutualInformation { get; init; }

    public required double Accuracy { get; init; }

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "fixtures", "metrics");

    /// <summary>The names of all fixtures.</summary>
    public static TheoryData<string> Names() =>
        [.. Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    public static ClusteringFixture Load(string name) =>
        JsonSerializer.Deserialize<ClusteringFixture>(File.ReadAllText(Path.Combine(Folder, name + ".json")), CamelCase)!;
}
