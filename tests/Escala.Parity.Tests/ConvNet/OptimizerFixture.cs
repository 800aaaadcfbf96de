using System.Text.Json;
using Escala.Vision;

namespace Escala.Parity.Tests.ConvNet;

/// <summary>Ten steps of PyTorch's, as <c>fixtures/make_optimizers.py</c> wrote them.</summary>
internal sealed record OptimizerFixture(
    OptimizerOptions Optimizer,
    ScheduleOptions Schedule,
    double? MaxGradientNorm,
    int Epochs,
    int StepsPerEpoch,
    float[] Start,
    float[][] Gradients,
    double[] LearningRates,
    double[][] Parameters)
{
    private static readonly JsonSerializerOptions s_camelCase = new(JsonSerializerDefaults.Web);

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "fixtures", "optimizers");

    public static IEnumerable<string> Names => Directory.GetFiles(Folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path));

    public static OptimizerFixture Load(string name) =>
        JsonSerializer.Deserialize<OptimizerFixture>(File.ReadAllText(Path.Combine(Folder, $"{name}.json")), s_camelCase)!;
}
