using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Escala.Boosting;
using Escala.Data;
using Escala.DuckDb;
using Escala.LibXGBoost;
using Escala.Models;
using Escala.Testing;
using Xunit;

namespace Escala.Tests.Boosting;

[Trait("Library", "XGBoost")]
public sealed class XGBoostModelTests : IDisposable
{
    private static readonly float[] s_rows = BoostRows.Make(500, BoostRows.TwoClasses);
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Load_WhatSaveWrote_PredictsTheSame()
    {
        XGBoostModel model = await FitAsync();
        XGBoostModel loaded = XGBoostModel.Load(Save(model, "m.zip"));

        float[] features = BoostRows.WithoutTarget(s_rows);
        Assert.Equal(model.PredictProbabilities(features), loaded.PredictProbabilities(features));
        Assert.Equal(model.PredictClasses(features), loaded.PredictClasses(features));
        Assert.Equal(model.Classes, loaded.Classes);
        Assert.Equal(model.Target, loaded.Target);
        Assert.Equal(model.Options.Rounds, loaded.Options.Rounds);
        Assert.Equal(model.Options.MonotoneConstraints, loaded.Options.MonotoneConstraints);
        Assert.Equal(model.Fit.ModelDigest, loaded.Fit.ModelDigest);
        Assert.Equal(model.Fit.Scores.Classification!.Auc, loaded.Fit.Scores.Classification!.Auc);
        Assert.Equal(XGBoostLibrary.Require().Version.ToString(), loaded.LibraryVersion);
        Assert.Equal(File.ReadAllBytes(Save(model, "1.zip")), File.ReadAllBytes(Save(loaded, "2.zip")));
    }

    [Fact]
    public async Task Load_DamagedFiles_NamesThem()
    {
        XGBoostModel model = await FitAsync();
        byte[] whole = File.ReadAllBytes(Save(model, "m.zip"));
        File.WriteAllBytes(Path("half.zip"), whole[..(whole.Length / 2)]);
        Rewrite(Save(model, "tampered.zip"), "model.ubj", bytes => [.. bytes[..^40], .. new byte[40]]);
        Rewrite(Save(model, "empty.zip"), "model.ubj", _ => []);
        foreach (string name in new[] { "half.zip", "tampered.zip", "empty.zip", "none.zip" })
        {
            ModelFileException error = Assert.Throws<ModelFileException>(() => XGBoostModel.Load(Path(name)));
            Assert.Contains(name, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Load_TreesThatTheLibraryCannotRead_NamesBothVersions()
    {
        XGBoostModel model = await FitAsync();
        byte[] trees = [];
        string path = Save(model, "new.zip");
        Rewrite(path, "model.ubj", _ => trees = Encoding.UTF8.GetBytes("{\"of\": \"another time\"}"));
        Rewrite(path, "model.json", bytes => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes)
            .Replace(model.Fit.ModelDigest, XGBoostModel.Digest(trees), StringComparison.Ordinal)
            .Replace($"\"libraryVersion\":\"{model.LibraryVersion}\"", "\"libraryVersion\":\"9.1.0\"", StringComparison.Ordinal)));

        ModelFileException error = Assert.Throws<ModelFileException>(() => XGBoostModel.Load(path));
        Assert.Contains("was trained by libxgboost 9.1.0", error.Message, StringComparison.Ordinal);
        Assert.Contains($"libxgboost {XGBoostLibrary.Require().Version} cannot read it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_TreesThatTheLibraryReadsOtherwise_NamesBothVersions()
    {
        XGBoostModel model = await FitAsync();
        string path = Save(model, "new.zip");
        Rewrite(path, "model.json", bytes =>
        {
            JsonNode root = JsonNode.Parse(bytes)!;
            root["fit"]!["missingRowMargins"]![0] = model.Fit.MissingRowMargins[0] + 0.01f;
            return Encoding.UTF8.GetBytes(root.ToJsonString());
        });

        ModelFileException error = Assert.Throws<ModelFileException>(() => XGBoostModel.Load(path));
        Assert.Contains("does not predict the same by it", error.Message, StringComparison.Ordinal);
        Assert.Contains($"was trained by libxgboost {model.LibraryVersion}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_ModelOfAnotherAlgorithm_NamesIt()
    {
        string path = Save(await FitAsync(), "m.zip");
        Rewrite(path, "model.json", bytes =>
            Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace("\"algorithm\":\"xgboost\"", "\"algorithm\":\"kmeans\"", StringComparison.Ordinal)));

        Assert.Contains("was made by kmeans", Assert.Throws<ModelFileException>(() => XGBoostModel.Load(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_RowsThatAreNotWhole_Throws()
    {
        XGBoostModel model = await FitAsync();
        Assert.Throws<DatasetException>(() => model.PredictClasses([1, 2, 3]));
        Assert.Empty(model.PredictClasses([]));
    }

    [Fact]
    public async Task Predict_FromManyThreads_GivesTheSame()
    {
        XGBoostModel model = await FitAsync();
        float[] features = BoostRows.WithoutTarget(s_rows);
        float[,] expected = model.PredictProbabilities(features);
        await Parallel.ForAsync(0, 32, Token, (_, _) =>
        {
            Assert.Equal(expected, model.PredictProbabilities(features));
            return ValueTask.CompletedTask;
        });
    }

    [Fact]
    public async Task Fit_TextLabelsAndFeatures_AreClassesAndCategories()
    {
        string csv = Path("pets.csv");
        string[] kinds = ["cat", "dog", "owl"];
        File.WriteAllLines(csv, ["food,size,kind", .. Enumerable.Range(0, 300).Select(i => $"{(i % 3 == 1 ? "bone" : "mouse")},{(i % 3 == 2 ? 1 : 4 + (i % 2))},{kinds[i % 3]}")]);
        Dataset data = new DatasetReader([new DuckDbReader()]).Open(csv, new DatasetOptions { Label = "kind" }, Token);
        XGBoostModel model = await BoostRows.FitAsync(data, new XGBoostOptions { Rounds = 10 });

        Assert.Equal((XGBoostTask.MultiClass, "multi:softprob"), (model.Fit.Task, model.Fit.Objective));
        Assert.Equal(kinds, model.Classes);
        Assert.Equal(["bone", "mouse"], model.Features[0].Categories!);
        XGBoostModel loaded = XGBoostModel.Load(Save(model, "pets.zip"));
        Assert.Equal(["dog", "cat", "owl"], loaded.PredictClasses([0, 4, 1, 5, 1, 1]));
        Assert.Equal(1, model.Fit.Scores.Classification!.Accuracy);

        // A food that was never seen is missing, and is predicted all the same.
        Assert.Single(loaded.PredictClasses([float.NaN, 4]));
    }

    private static Task<XGBoostModel> FitAsync() => BoostRows.FitAsync(
        BoostRows.Data(s_rows), new XGBoostOptions { Rounds = 8, MonotoneConstraints = new Dictionary<string, int> { ["x0"] = 1 } });

    private static void Rewrite(string path, string name, Func<byte[], byte[]> change)
    {
        using var zip = ZipFile.Open(path, ZipArchiveMode.Update);
        ZipArchiveEntry entry = zip.GetEntry(name)!;
        using var old = new MemoryStream();
        using (Stream stream = entry.Open())
        {
            stream.CopyTo(old);
        }

        entry.Delete();
        using Stream changed = zip.CreateEntry(name).Open();
        changed.Write(change(old.ToArray()));
    }

    private string Path(string name) => System.IO.Path.Combine(_folder.Path, name);

    private string Save(XGBoostModel model, string name)
    {
        model.Save(Path(name));
        return Path(name);
    }
}
