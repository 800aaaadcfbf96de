using Escala.Clustering;
using Escala.Data;
using Escala.Engines;
using Escala.Metrics;
using Escala.Testing;
using Xunit;

namespace Escala.Tests.Clustering;

public sealed class KMeansJudgeLabelsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(3, true)]
    public async Task Run_AnswerOfAFit_IsJudgedAsTheFitWas(int world, bool standardize)
    {
        const int Features = 3;
        float[] rows = [.. Blobs.Make(3_000, Features, centers: 4, origin: 50).Chunk(Features).SelectMany((row, i) => row.Append(1 + (i % 3)))];
        var data = Dataset.FromRows(
            rows, Features + 1, new DatasetOptions { Weights = "x3", TestFraction = 0.3, BlockRows = 128, Seed = 4 });
        var options = new KMeansOptions { Clusters = 4, Standardize = standardize, Metrics = ClusteringMetricSet.All, Seed = 4 };
        await using IEngine engine = world == 1 ? new LocalEngine(threads: 2) : new ThreadGang(world);
        JobResult<KMeansFitResult> fit = await new KMeansTrainer(options).RunAsync(data, engine, cancellationToken: Token);
        var model = KMeansModel.Create(options, data.Plan, fit.Result);
        float[] training = [.. rows.Chunk(Features + 1)
            .Where((_, row) => !data.Plan.Selection.IsTest(row)).SelectMany(row => row[..Features])];

        KMeansJudgement judged = await RunAsync(
            engine, data, options, Write("labels", [.. model.Predict(training).Select(label => (double)label)], 1),
            Write("centroids", [.. model.Centroids().Cast<double>()], Features));

        Assert.Equal(fit.Result.LabelsDigest, judged.LabelsDigest);
        Assert.Equal(fit.Result.CentroidsDigest, judged.CentroidsDigest);
        Assert.Equal(fit.Result.Inertia, judged.Training.Inertia);
        Assert.Equal(fit.Result.ClusterSizes, judged.Training.ClusterSizes);
        Assert.Equal(fit.Result.Rows, judged.Training.Rows);
        Assert.Equal(fit.Result.Scores.Silhouette, judged.Training.Scores.Silhouette);
        Assert.Equal(fit.Result.Scores.DaviesBouldin, judged.Training.Scores.DaviesBouldin);
        Assert.Equal(fit.Result.Test!.Inertia, judged.Test!.Inertia);
        Assert.Equal(fit.Result.Test.ClusterSizes, judged.Test.ClusterSizes);
    }

    [Fact]
    public async Task Run_LabelsThatAreNotTheNearest_StayAndCost()
    {
        // Centroids 1 and 11; the rows 2 and 10 are given to the far one: 1 + 81 + 81 + 1.
        KMeansJudgement judged = await JudgeToyAsync([0, 1, 0, 1], [1, 11]);

        Assert.Equal(164.0, judged.Training.Inertia);
        Assert.Equal([2L, 2L], judged.Training.ClusterSizes);
        Assert.Null(judged.Test);
    }

    [Fact]
    public async Task Run_CentroidOutsideTheRows_IsMeasuredAllTheSame()
    {
        KMeansJudgement judged = await JudgeToyAsync([0, 0, 0, 1], [1000, 12]);

        Assert.Equal((1000.0 * 1000) + (998 * 998) + (990 * 990), judged.Training.Inertia, 0.5);
    }

    [Theory]
    [InlineData(new double[] { 0, 1, 0 }, new double[] { 1, 11 }, "one per training row, (4)")]
    [InlineData(new double[] { 0, 1, 0, 2 }, new double[] { 1, 11 }, "from 0 to 1")]
    [InlineData(new double[] { 0, 1, 0, -1 }, new double[] { 1, 11 }, "from 0 to 1")]
    [InlineData(new[] { 0, 1, 0, 0.5 }, new double[] { 1, 11 }, "from 0 to 1")]
    [InlineData(new double[] { 0, 1, 0, 1 }, new double[] { 1 }, "must be (2, 1) values")]
    [InlineData(new double[] { 0, 1, 0, 1 }, new[] { 1, double.NaN }, "not finite")]
    [InlineData(new double[] { 0, 1, 0, 1 }, new[] { 1, 1e30 }, "too far away")]
    public async Task Run_AnswerThatCannotBe_IsRefused(double[] labels, double[] centroids, string expected)
    {
        DatasetException fault = await Assert.ThrowsAsync<DatasetException>(() => JudgeToyAsync(labels, centroids));

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    private static async Task<KMeansJudgement> RunAsync(
        IEngine engine, Dataset data, KMeansOptions options, string labels, string centroids)
    {
        var judge = new KMeansJudgeOptions
        {
            Clusters = options.Clusters,
            Standardize = options.Standardize,
            Seed = options.Seed,
            Metrics = options.Metrics,
        };
        var job = new Job<KMeansJudgeOptions>(judge, data)
        {
            Files = new Dictionary<string, string>
            {
                [KMeansJudgeLabels.LabelsFile] = labels,
                [KMeansJudgeLabels.CentroidsFile] = centroids,
            },
        };
        return (await engine.RunAsync<KMeansJudgeLabels, KMeansJudgeOptions, KMeansJudgement>(job, cancellationToken: Token)).Result;
    }

    private async Task<KMeansJudgement> JudgeToyAsync(double[] labels, double[] centroids)
    {
        await using var engine = new SerialEngine();
        return await RunAsync(
            engine, Dataset.FromRows(new float[] { 0, 2, 10, 12 }, 1), new KMeansOptions { Clusters = 2 }, Write("labels", labels, 1),
            Write("centroids", centroids, 1));
    }

    private string Write(string name, double[] values, int columns)
    {
        string path = Path.Combine(_folder.Path, name + ".npy");
        using FileStream stream = File.Create(path);
        NpyFile.Write(stream, values, values.Length / columns, columns);
        return path;
    }
}
