using Escala.Boosting;
using Escala.Data;
using Escala.Engines;
using Xunit;

namespace Escala.Tests.Boosting;

/// <summary>Seeded rows whose target depends on the features, and short ways to train on them.</summary>
internal static class BoostRows
{
    /// <summary>The features; the target is column x4.</summary>
    public const int Features = 4;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Row-major (rows, 5): four features in [0, 1) and last the target.</summary>
    /// <param name="count">The number of rows.</param>
    /// <param name="target">The target of a row's features and of noise in [0, 1).</param>
    /// <param name="seed">The seed.</param>
    public static float[] Make(int count, Func<float[], double, float> target, int seed = 1)
    {
        var random = new Random(seed);
        var values = new float[count * (Features + 1)];
        for (int row = 0; row < count; row++)
        {
            float[] features = [.. Enumerable.Range(0, Features).Select(_ => random.NextSingle())];
            features.CopyTo(values, row * (Features + 1));
            values[(row * (Features + 1)) + Features] = target(features, random.NextDouble());
        }

        return values;
    }

    /// <summary>0 or 1; 1 is the more likely the larger x0 + x1 x x2.</summary>
    public static float TwoClasses(float[] x, double noise) => x[0] + (x[1] * x[2]) + (0.3 * noise) > 0.9 ? 1 : 0;

    /// <summary>0, 1 or 2 by x0, now and then another.</summary>
    public static float ThreeClasses(float[] x, double noise) => noise < 0.1 ? (int)(30 * noise) : (int)(3 * x[0]);

    /// <summary>A quantity.</summary>
    public static float Quantity(float[] x, double noise) => (10 * x[0]) + (5 * x[1] * x[2]) + (float)noise;

    /// <summary>The features without the target.</summary>
    public static float[] WithoutTarget(float[] rows) => [.. rows.Where((_, i) => i % (Features + 1) < Features)];

    /// <summary>The rows as data with a target.</summary>
    public static Dataset Data(float[] rows, DatasetOptions? options = null) =>
        Dataset.FromRows(rows, Features + 1, (options ?? new DatasetOptions()) with { Label = "x4" });

    /// <summary>Trains.</summary>
    public static Task<XGBoostModel> FitAsync(Dataset data, XGBoostOptions options, int threads = 1) =>
        FitAsync(data, new XGBoostTrainer(options), threads);

    /// <summary>Trains.</summary>
    public static async Task<XGBoostModel> FitAsync(Dataset data, XGBoostTrainer trainer, int threads = 1)
    {
        await using IEngine engine = threads == 1 ? new SerialEngine() : new LocalEngine(threads);
        return await trainer.FitAsync(data, engine, cancellationToken: Token);
    }
}
