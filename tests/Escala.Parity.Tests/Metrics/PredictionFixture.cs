using System.Text.Json;
using Xunit;

namespace Escala.Parity.Tests.Metrics;

/// <summary>Predictions and their figures as fixtures/make_prediction_metrics.py wrote them; those of other kinds are missing.</summary>
public sealed record PredictionFixture
{
    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web);

    public required string Kind { get; init; }

    public int Classes { get; init; }

    public required float[] Labels { get; init; }

    public required float[] Scores { get; init; }

    public float[]? Weights { get; init; }

    public int[]? GroupSizes { get; init; }

    public double Accuracy { get; init; }

    public double BalancedAccuracy { get; init; }

    public double Precision { get; init; }

    public double Recall { get; init; }

    public double F1 { get; init; }

    public double[] Precisions { get; init; } = [];

    public double[] Recalls { get; init; } = [];

    public double[] F1s { get; init; } = [];

    public double[] Supports { get; init; } = [];

    public double[][] Confusion { get; init; } = [];

    public double LogLoss { get; init; }

    public double? Auc { get; init; }

    public double? AveragePrecision { get; init; }

    public PredictionCurves[] Curves { get; init; } = [];

    public double Rmse { get; init; }

    public double Mae { get; init; }

    public double R2 { get; init; }

    public double Ndcg { get; init; }

    public double NdcgAt10 { get; init; }

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "fixtures", "predictions");

    /// <summary>The names of the fixtures of a kind.</summary>
    public static TheoryData<string> Names(string kind) =>
    [
        .. Directory.GetFiles(Folder, "*.json")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => Load(name).Kind == kind)
            .Order(StringComparer.Ordinal),
    ];

    public static PredictionFixture Load(string name) =>
        JsonSerializer.Deserialize<PredictionFixture>(File.ReadAllText(Path.Combine(Folder, name + ".json")), CamelCase)!;
}
