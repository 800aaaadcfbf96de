using System.Text.Json;

namespace Escala.Parity.Tests.KMeans;

/// <summary>A fit of scikit-learn's, as <c>fixtures/make_kmeans.py</c> wrote it.</summary>
internal sealed record KMeansFixture(
    int Features,
    int Clusters,
    int MaxIterations,
    double Tolerance,
    bool Standardize,
    float[]? Weights,
    float[] Rows,
    double[][] Initial,
    int[] Labels,
    double[][] Centroids,
    double Inertia,
    int Iterations)
{
    private static readonly JsonSerializerOptions s_camelCase = new(JsonSerializerDefaults.Web);

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "fixtures", "kmeans");

    public static IEnumerable<string> Names => Directory.GetFiles(Folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path));

    public static KMeansFixture Load(string name) =>
        JsonSerializer.Deserialize<KMeansFixture>(File.ReadAllText(Path.Combine(Folder, $"{name}.json")), s_camelCase)!;
}
