using System.IO.Compression;
using Escala.Clustering;
using Escala.Data;
using Escala.DuckDb;
using Escala.Engines;
using Escala.Metrics;
using Escala.Models;
using Escala.Testing;
using Xunit;

namespace Escala.Tests.Clustering;

public sealed class KMeansModelTests : IDisposable
{
    private const int Features = 3;
    private static readonly float[] s_rows = Blobs.Make(700, Features, 5);
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Load_WhatSaveWrote_PredictsTheSame()
    {
        KMeansModel model = await FitAsync(new KMeansOptions { Clusters = 5, Standardize = true, Seed = 7 });
        string path = Path.Combine(_folder.Path, "m.zip");
        model.Save(path);
        KMeansModel loaded = KMeansModel.Load(path);

        Assert.Equal(model.Predict(s_rows), loaded.Predict(s_rows));
        Assert.Equal(model.Distances(s_rows), loaded.Distances(s_rows));
        Assert.Equal(model.Centroids().Cast<double>(), loaded.Centroids().Cast<double>());
        Assert.Equal(model.Options, loaded.Options);
        Assert.Equal(model.Inertia, loaded.Inertia);
        Assert.Equal(model.Fit.CentroidsDigest, loaded.Fit.CentroidsDigest);
        Assert.Equal(model.Fit.Scores.DaviesBouldin, loaded.Fit.Scores.DaviesBouldin);
        Assert.Equal(["x0", "x1", "x2"], loaded.Features.Select(column => column.Name));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Save_Twice_GivesTheSameBytes()
    {
        KMeansModel model = await FitAsync(new KMeansOptions { Clusters = 2 });
        string one = Path.Combine(_folder.Path, "1.zip");
        string two = Path.Combine(_folder.Path, "2.zip");
        model.Save(one);
        model.Save(two);

        Assert.Equal(File.ReadAllBytes(one), File.ReadAllBytes(two));
    }

    [Fact]
    public async Task Save_CentroidsEntry_IsFloat64InTheUnitsOfTheData()
    {
        KMeansModel model = await FitAsync(new KMeansOptions { Clusters = 4, Standardize = true });
        string path = Path.Combine(_folder.Path, "m.zip");
        model.Save(path);

        using ZipArchive zip = ZipFile.OpenRead(path);
        using Stream stream = zip.GetEntry("centroids.npy")!.Open();
        (double[] values, int rows, int columns) = NpyFile.ReadDoubles(stream, "centroids.npy");
        Assert.Equal((4, Features), (rows, columns));
        Assert.Equal(model.Centroids().Cast<double>(), values);
    }

    [Fact]
    public async Task Save_FolderThatIsNotThere_ThrowsAndLeavesNothing()
    {
        KMeansModel model = await FitAsync(new KMeansOptions { Clusters = 2 });
        ModelFileException error = Assert.Throws<ModelFileException>(() => model.Save(Path.Combine(_folder.Path, "none", "m.zip")));

        Assert.Contains("m.zip", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Load_TruncatedFile_NamesIt()
    {
        KMeansModel model = await FitAsync(new KMeansOptions { Clusters = 2 });
        string path = Path.Combine(_folder.Path, "m.zip");
        model.Save(path);
        byte[] bytes = File.ReadAllBytes(path);
        foreach (int length in new[] { 0, 10, bytes.Length / 2, bytes.Length - 1 })
        {
            File.WriteAllBytes(path, bytes[..length]);
            ModelFileException error = Assert.Throws<ModelFileException>(() => KMeansModel.Load(path));
            Assert.Contains("m.zip", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("{}", "not a model")]
    [InlineData("[]", "not a model")]
    [InlineData("{\"formatVersion\":1,\"algorithm\":\"kmeans\"}", "not a model")]
    [InlineData("{\"formatVersion\":99,\"algorithm\":\"kmeans\"}", "format version 99")]
    [InlineData("{\"formatVersion\":1,\"algorithm\":\"xgboost\"}", "made by xgboost")]
    public void Load_OtherMetadata_SaysWhatIsWrong(string json, string message)
    {
        string path = Path.Combine(_folder.Path, "m.zip");
        using (ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            using var writer = new StreamWriter(zip.CreateEntry("model.json").Open());
            writer.Write(json);
        }

        ModelFileException error = Assert.Throws<ModelFileException>(() => KMeansModel.Load(path));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NoSuchFile_SaysSo()
    {
        ModelFileException error = Assert.Throws<ModelFileException>(() => KMeansModel.Load(Path.Combine(_folder.Path, "none.zip")));
        Assert.Contains("There is no model file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_NotWholeRowsOrNotFinite_Throws()
    {
        KMeansModel model = await FitAsync(new KMeansOptions { Clusters = 2 });

        Assert.Throws<DatasetException>(() => model.Predict([1, 2]));
        DatasetException error = Assert.Throws<DatasetException>(() => model.Predict([1, 2, 3, 4, float.NaN, 6]));
        Assert.Contains("Row 2, column 'x1'", error.Message, StringComparison.Ordinal);
        Assert.Empty(model.Predict([]));
    }

    [Theory]
    [InlineData(1, 64)]
    [InlineData(3, 128)]
    [InlineData(5, 64)]
    public async Task PredictAndEvaluateOperators_TrainingRows_AgreeWithTheFit(int world, int blockRows)
    {
        KMeansModel model = await FitAsync(new KMeansOptions { Clusters = 4, Standardize = true, Metrics = ClusteringMetricSet.All });
        string path = Path.Combine(_folder.Path, "m.zip");
        model.Save(path);
        var data = Dataset.FromRows(s_rows, Features, new DatasetOptions { BlockRows = blockRows });
        var files = new Dictionary<string, string> { [KMeansPredict.ModelFile] = path };

        await using var gang = new ThreadGang(world);
        JobResult<KMeansPredictResult> predicted = await gang.RunAsync<KMeansPredict, KMeansPredictOptions, KMeansPredictResult>(
            new Job<KMeansPredictOptions>(new KMeansPredictOptions(), data) { Files = files }, null, Token);
        JobResult<KMeansEvaluation> evaluated = await gang.RunAsync<KMeansEvaluate, KMeansEvaluateOptions, KMeansEvaluation>(
            new Job<KMeansEvaluateOptions>(new KMeansEvaluateOptions { Metrics = ClusteringMetricSet.All }, data) { Files = files }, null, Token);

        Assert.Equal(model.Fit.ClusterSizes, predicted.Result.ClusterSizes);
        Assert.Equal(700, predicted.Result.Rows);
        Assert.Equal(world, predicted.Files.Count(file => file.Name == KMeansPredict.PartFile));
        Assert.Equal(model.Fit.ClusterSizes, evaluated.Result.ClusterSizes);
        Assert.Equal(model.Inertia, evaluated.Result.Inertia);
        Assert.Equal(model.Fit.Scores.Silhouette, evaluated.Result.Scores.Silhouette);
    }

    [Fact]
    public async Task Load_ModelOfAQueryThatWasRunAsAWhole_KeepsTheQuery()
    {
        string csv = Path.Combine(_folder.Path, "points.csv");
        await File.WriteAllTextAsync(csv, "a,b\n1,10\n1,20\n2,30\n2,50\n", Token);
        const string Query = "select a, avg(b) as b from data group by a order by a";
        using var duckDb = new DuckDbReader();
        Dataset data = new DatasetReader(duckDb).Open(csv, new DatasetOptions { Sql = Query }, Token);
        await using var engine = new SerialEngine();
        KMeansModel model = await new KMeansTrainer(new KMeansOptions { Clusters = 1 }).FitAsync(data, engine, cancellationToken: Token);
        string path = Path.Combine(_folder.Path, "m.zip");
        model.Save(path);

        Assert.Equal(2, model.Fit.Rows);
        Assert.Equal(Query, KMeansModel.Load(path).Sql);
    }

    private static async Task<KMeansModel> FitAsync(KMeansOptions options)
    {
        await using var engine = new SerialEngine();
        return await new KMeansTrainer(options).FitAsync(Dataset.FromRows(s_rows, Features), engine, cancellationToken: Token);
    }
}
