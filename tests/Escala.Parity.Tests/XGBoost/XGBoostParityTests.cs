using System.Text.Json.Nodes;
using Escala.Boosting;
using Escala.Data;
using Escala.Engines;
using Escala.LibXGBoost;
using Escala.Testing;
using Xunit;

namespace Escala.Parity.Tests.XGBoost;

/// <summary>
/// XGBoost's own Python package with the same libxgboost, parameters, batches and threads predicts the same bits, and each reads the
/// other's model.
/// </summary>
[Trait("Library", "XGBoost")]
public sealed class XGBoostParityTests : IDisposable
{
    private const int Features = 16;
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, int, int> Cases => new()
    {
        { "binary", 5_000, 1 },
        { "binary", 5_000, 2 },
        { "sampled", 5_000, 1 },
        { "weights", 5_000, 2 },
        { "multi", 3_000, 1 },
        { "regression", 5_000, 1 },
        { "exact", 3_000, 1 },
        { "approx", 3_000, 1 },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Category", "Slow")]
    public Task Fit_MoreValuesThanABatchHolds_PredictsTheBitsOfPython() =>
        Fit_SameBatchesParametersAndThreads_PredictsTheBitsOfPython("regression", 1_100_000, 2);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Fit_SameBatchesParametersAndThreads_PredictsTheBitsOfPython(string name, int rows, int threads)
    {
        XGBoostOptions options = Options(name);
        float[] values = Rows(name, rows);
        float[] features = [.. values.Where((_, i) => i % (Features + 2) < Features)];
        DatasetOptions columns = new() { Label = "x16", Features = [.. Names], Weights = name == "weights" ? "x17" : null, Missing = MissingValues.Keep };
        Dataset data = Dataset.FromRows(values, Features + 2, columns);
        await using IEngine engine = threads == 1 ? new SerialEngine() : new LocalEngine(threads);
        XGBoostModel model = await new XGBoostTrainer(options).FitAsync(data, engine, cancellationToken: Token);

        WriteTask(model, features, values, rows, threads, columns.Weights is not null);
        await PythonXGBoost.RunAsync(_folder.Path);

        float[] ours = Predict(model.Trees, features, model.Features);
        Assert.Equal(Read("theirs.npy"), ours);
        Assert.Equal(Read("ours.npy"), ours);
        Assert.Equal(ours, Predict(File.ReadAllBytes(Path.Combine(_folder.Path, "theirs.ubj")), features, model.Features));
        Assert.True(ours.Distinct().Count() > 100);
    }

    private static IEnumerable<string> Names => Enumerable.Range(0, Features).Select(i => $"x{i}");

    private static XGBoostOptions Options(string name)
    {
        XGBoostOptions options = new() { Rounds = 8, Seed = 5, MaxBin = 64 };
        return name switch
        {
            "sampled" => options with { Subsample = 0.6, ColsampleByTree = 0.5, Lambda = 2, Gamma = 0.1 },
            "multi" => options with { Objective = "multi:softprob" },
            "regression" => options with { GrowPolicy = XGBoostGrowPolicy.LossGuide, MaxDepth = 5 },
            "exact" => options with { TreeMethod = XGBoostTreeMethod.Exact },
            "approx" => options with { TreeMethod = XGBoostTreeMethod.Approx },
            _ => options,
        };
    }

    /// <summary>Row-major (rows, features + 2): features, a tenth of them missing, the target, and a weight.</summary>
    private static float[] Rows(string name, int rows)
    {
        var random = new Random(7);
        var values = new float[rows * (Features + 2)];
        for (int row = 0; row < rows; row++)
        {
            Span<float> own = values.AsSpan(row * (Features + 2), Features + 2);
            float sum = (float)random.NextDouble();
            for (int i = 0; i < Features; i++)
            {
                own[i] = random.NextSingle();
                sum += i % 3 == 0 ? own[i] * own[(i + 5) % Features] : 0;
                own[i] = random.Next(10) == 0 ? float.NaN : own[i];
            }

            sum = float.IsNaN(sum) ? 1 : sum;
            own[Features] = name switch { "regression" => sum, "multi" => Math.Clamp((int)sum, 0, 2), _ => sum > 1.5 ? 1 : 0 };
            own[Features + 1] = 1 + random.Next(3);
        }

        return values;
    }

    private static float[] Predict(byte[] trees, float[] features, IReadOnlyList<DataColumn> columns)
    {
        using var booster = new Booster([]);
        booster.Load(trees);
        var predictor = new XGBoostPredictor(booster, columns, float.NaN, 1);
        return predictor.Predict(features).ToArray();
    }

    private void WriteTask(XGBoostModel model, float[] features, float[] values, int rows, int threads, bool hasWeights)
    {
        Write("features.npy", features, Features);
        Write("labels.npy", [.. Enumerable.Range(0, rows).Select(row => values[(row * (Features + 2)) + Features])], 1);
        if (hasWeights)
        {
            Write("weights.npy", [.. Enumerable.Range(0, rows).Select(row => values[(row * (Features + 2)) + Features + 1])], 1);
        }

        File.WriteAllBytes(Path.Combine(_folder.Path, "ours.ubj"), model.Trees);
        XGBoostObjective objective = XGBoostObjective.Find(model.Fit.Objective)!;
        var parameters = new JsonObject();
        foreach ((string name, string value) in XGBoostParameters.Of(model.Options, objective, model.Classes.Count, model.Features, threads))
        {
            parameters[name] = value;
        }

        var task = new JsonObject
        {
            ["parameters"] = parameters,
            ["rounds"] = model.Options.Rounds,
            ["threads"] = threads,
            ["max_bin"] = model.Options.MaxBin,
            ["quantile"] = model.Options.TreeMethod == XGBoostTreeMethod.Hist,
            ["batch"] = RowGatherer.BlockValues / Features,
            ["names"] = new JsonArray([.. Names.Select(name => (JsonNode)name)]),
        };
        File.WriteAllText(Path.Combine(_folder.Path, "task.json"), task.ToJsonString());
    }

    private void Write(string name, float[] values, int columns)
    {
        using var writer = new NpyWriter(Path.Combine(_folder.Path, name), columns);
        writer.Write(values);
    }

    private float[] Read(string name)
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(_folder.Path, name));
        int header = 10 + BitConverter.ToUInt16(bytes, 8);
        return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(bytes.AsSpan(header)).ToArray();
    }
}
