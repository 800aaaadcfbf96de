using System.Text.Json;
using Xunit;

namespace Escala.Parity.Tests.Metrics;

/// <summary>Predictions of a model of XGBoost's and what its metrics say, as fixtures/make_prediction_metrics.py wrote them.</summary>
public sealed record RoundFixture
{
    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web);

    public required int Outputs { get; init; }

    public required float[] Labels { get; init; }

    public required float[] Scores { get; init; }

    public float[]? Weights { get; init; }

    public int[]? GroupSizes { get; init; }

    /// <summary>By name.</summary>
    public required Dictionary<string, double> Metrics { get; init; }

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "fixtures", "rounds");

    /// <summary>Every metric of every fixture.</summary>
    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (string file in Directory.GetFiles(Folder, "*.json").Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileNameWithoutExtension(file);
            foreach (string metric in Load(name).Metrics.Keys)
            {
                cases.Add(name, metric);
            }
        }

        return cases;
    }

    public static RoundFixture Load(string name) =>
        JsonSerializer.Deserialize<RoundFixture>(File.ReadAllText(Path.Combine(Folder, name + ".json")), CamelCase)!;
}
