using Escala.Boosting;
using Escala.Cluster.Tests.Collectives;
using Escala.Data;
using Escala.Engines;
using Xunit;

namespace Escala.Cluster.Tests.Boosting;

/// <summary>Seeded rows, and short ways to train on them on several ranks.</summary>
internal static class RankRows
{
    public const int Features = 5;

    private const int Columns = Features + 2;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Rows of five features x0 to x4, a target x5 and a weight x6, in memory.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="target">The target of a row's features.</param>
    /// <param name="options">Split and weights.</param>
    /// <param name="rowsWithValues">Rows from this one on lack a value and are dropped, so that the last ranks may have none.</param>
    /// <param name="steps">How many values a feature may have; 0 for any.</param>
    public static Dataset Make(
        int rows, Func<float[], float> target, DatasetOptions? options = null, int rowsWithValues = int.MaxValue, int steps = 0)
    {
        var random = new Random(3);
        var values = new float[rows * Columns];
        for (int row = 0; row < rows; row++)
        {
            float[] features = [.. Enumerable.Range(0, Features).Select(_ => steps == 0 ? random.NextSingle() : (float)random.Next(steps) / steps)];
            float[] own = [.. features, target([.. features, random.NextSingle()]), 1 + random.Next(3)];
            own[0] = row < rowsWithValues ? own[0] : float.NaN;
            own.CopyTo(values, row * Columns);
        }

        return Dataset.FromRows(values, Columns, (options ?? new DatasetOptions()) with
        {
            Features = [.. Enumerable.Range(0, Features).Select(i => $"x{i}")],
            Label = "x5",
            Missing = MissingValues.Drop,
        });
    }

    public static float TwoClasses(float[] x) => x[0] + (x[1] * x[2]) + (0.3f * x[5]) > 0.9 ? 1 : 0;

    public static float ThreeClasses(float[] x) => x[5] < 0.1 ? (int)(30 * x[5]) : (int)(3 * x[0]);

    public static float Quantity(float[] x) => (10 * x[0]) + (5 * x[1] * x[2]) + x[5];

    /// <summary>Trains on several ranks and gives what each of them found.</summary>
    public static IReadOnlyList<XGBoostFitResult> Fit(Dataset data, XGBoostOptions options, int world, Job<XGBoostOptions>? like = null)
    {
        var gang = new CommunicatorGang(world);
        Job<XGBoostOptions> job = like is null ? new Job<XGBoostOptions>(options, data) : like with { Options = options, Data = data };
        RankOutcome<XGBoostFitResult>[] outcomes = gang.RunRanks<XGBoostFit, XGBoostOptions, XGBoostFitResult>(job, null, Token);
        gang.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return [.. outcomes.Select(outcome => outcome.Result)];
    }

    /// <summary>Trains on one rank.</summary>
    public static async Task<XGBoostFitResult> FitAloneAsync(Dataset data, XGBoostOptions options)
    {
        await using var engine = new SerialEngine();
        return (await new XGBoostTrainer(options).RunAsync(data, engine, cancellationToken: Token)).Result;
    }
}
