using System.Diagnostics;
using System.Text.Json.Nodes;
using Escala.Boosting;
using Escala.Cluster.Tests.Collectives;
using Escala.Data;
using Escala.Engines;
using Escala.LibXGBoost;
using Escala.Testing;
using Xunit;

namespace Escala.Cluster.Tests.Boosting;

/// <summary>
/// XGBoost's own Python package, trained by several processes on the rows that the ranks had, with the same libxgboost and parameters,
/// predicts the same bits. That is what <c>xgboost.dask</c> does on such partitions.
/// </summary>
[Trait("Library", "XGBoost")]
public sealed class XGBoostRankParityTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("hist", 2)]
    [InlineData("sampled", 3, Traits = ["Category", "Slow"])]
    [InlineData("approx", 2, Traits = ["Category", "Slow"])]
    [InlineData("weights", 3)]
    [InlineData("many", 3)]
    [InlineData("ties", 2)]
    [InlineData("multi", 2)]
    [InlineData("regression", 2, Traits = ["Category", "Slow"])]
    public async Task Fit_SamePartitions_PredictsTheBitsOfPython(string name, int world)
    {
        string python = await FindPythonAsync();
        Dataset data = RankRows.Make(
            name is "many" or "ties" ? 60_000 : 3_000,
            Target(name),
            new DatasetOptions { Weights = name == "weights" ? "x6" : null },
            steps: name == "ties" ? 5_000 : 0);
        XGBoostOptions options = Options(name);
        await using var gang = new CommunicatorGang(world);
        XGBoostModel model = await new XGBoostTrainer(options).FitAsync(data, gang, cancellationToken: Token);
        JobResult<RowExportResult> rows = await gang.RunAsync<RowExport, RowExportOptions, RowExportResult>(
            new Job<RowExportOptions>(new RowExportOptions(), data), cancellationToken: Token);

        foreach (JobFile file in rows.Files)
        {
            File.Copy(file.Path, Path.Combine(_folder.Path, $"{Path.GetFileNameWithoutExtension(file.Name)}-{file.Rank}.npy"));
        }

        WriteTask(model, world);
        string script = Path.Combine(AppContext.BaseDirectory, "fixtures", "xgboost_ranks.py");
        (int code, string output) = await RunAsync(python, script, _folder.Path);
        Assert.True(code == 0, output);

        float[] probe = Probe();
        float[] ours = Predict(model.Trees, probe, model.Features);
        for (int rank = 0; rank < world; rank++)
        {
            Assert.Equal(Predict(File.ReadAllBytes(Path.Combine(_folder.Path, $"theirs-{rank}.ubj")), probe, model.Features), ours);
        }

        Assert.True(ours.Distinct().Count() > 50);
    }

    private static Func<float[], float> Target(string name) => name switch
    {
        "multi" => RankRows.ThreeClasses,
        "regression" => RankRows.Quantity,
        _ => RankRows.TwoClasses,
    };

    private static XGBoostOptions Options(string name)
    {
        XGBoostOptions options = new() { Rounds = 8, MaxDepth = 4, Seed = 5, MaxBin = 64 };
        return name switch
        {
            "sampled" => options with { Subsample = 0.6, ColsampleByTree = 0.5 },
            "multi" => options with { Objective = "multi:softprob" },
            "approx" => options with { TreeMethod = XGBoostTreeMethod.Approx },
            "many" => options with { MaxBin = 16 },
            _ => options,
        };
    }

    private static float[] Probe()
    {
        var random = new Random(12);
        return [.. Enumerable.Range(0, 1_000 * RankRows.Features).Select(_ => random.NextSingle())];
    }

    private static float[] Predict(byte[] trees, float[] rows, IReadOnlyList<DataColumn> features)
    {
        using var booster = new Booster([]);
        booster.Load(trees);
        return new XGBoostPredictor(booster, features, float.NaN, 1).Predict(rows).ToArray();
    }

    private void WriteTask(XGBoostModel model, int world)
    {
        XGBoostObjective objective = XGBoostObjective.Find(model.Fit.Objective)!;
        var parameters = new JsonObject();
        foreach ((string name, string value) in XGBoostParameters.Of(model.Options, objective, model.Classes.Count, model.Features, 1))
        {
            parameters[name] = value;
        }

        var task = new JsonObject
        {
            ["world"] = world,
            ["parameters"] = parameters,
            ["rounds"] = model.Options.Rounds,
            ["max_bin"] = model.Options.MaxBin,
            ["quantile"] = model.Options.TreeMethod == XGBoostTreeMethod.Hist,
        };
        File.WriteAllText(Path.Combine(_folder.Path, "task.json"), task.ToJsonString());
    }

    /// <summary>A Python whose package xgboost has the libxgboost of these tests; skips the test where there is none.</summary>
    private static async Task<string> FindPythonAsync()
    {
        string version = XGBoostLibrary.Require().Version.ToString();
        string library = XGBoostLibrary.Require().Path;
        int package = library.IndexOf("/lib/python3", StringComparison.Ordinal);
        foreach (string python in new[] { package < 0 ? "" : $"{library[..package]}/bin/python3", "/usr/bin/python3" }.Where(File.Exists))
        {
            (int code, string output) = await RunAsync(python, "-c", "import xgboost; print(xgboost.__version__)");
            if (code == 0 && output.Contains(version, StringComparison.Ordinal))
            {
                return python;
            }
        }

        Assert.Skip($"No Python has xgboost {version}. Install Debian's python3-xgboost for its libxgboost0.");
        return "";
    }

    private static async Task<(int Code, string Output)> RunAsync(string python, params string[] arguments)
    {
        var start = new ProcessStartInfo(python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync(Token);
        string output = await process.StandardOutput.ReadToEndAsync(Token) + await error;
        await process.WaitForExitAsync(Token);
        return (process.ExitCode, output);
    }
}
