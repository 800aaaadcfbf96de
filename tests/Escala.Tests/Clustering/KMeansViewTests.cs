using Escala.Clustering;
using Escala.Data;
using Escala.Engines;
using Escala.Metrics;
using Escala.Testing;
using Xunit;

namespace Escala.Tests.Clustering;

public sealed class KMeansViewTests : IDisposable
{
    private const int Features = 3;
    private static readonly float[] s_rows = Blobs.Make(5_000, Features, 4);
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task View_AllRows_AverageSilhouetteIsTheScore()
    {
        Dataset data = Dataset.FromRows(s_rows, Features);
        KMeansModel model = await FitAsync(data, new KMeansOptions { Clusters = 4, Standardize = true, Metrics = ClusteringMetricSet.All });

        KMeansViewResult view = await ViewAsync(model, data, new KMeansViewOptions { Rows = 20_000 });

        Assert.Equal(Enumerable.Range(0, 5_000).Select(row => (long)row), view.RowNumbers);
        Assert.Equal(s_rows, view.Values);
        Assert.Equal(model.Predict(s_rows), view.Labels);
        Assert.Equal(model.Fit.Scores.Silhouette!.Value, view.Silhouettes!.Average(), 12);
        Assert.Equal(
            s_rows.Select((value, i) => model.Fit.Scaler.Prepare(value, i % Features)), view.PreparedValues, (a, b) => Math.Abs(a - b) <= 1e-6f);
    }

    [Fact]
    public async Task View_SomeRows_AreDrawnFromAllAndKeepTheirSilhouettes()
    {
        Dataset data = Dataset.FromRows(s_rows, Features);
        KMeansModel model = await FitAsync(data, new KMeansOptions { Clusters = 4 });
        KMeansViewResult all = await ViewAsync(model, data, new KMeansViewOptions { Rows = 20_000, Seed = 3 });

        KMeansViewResult some = await ViewAsync(model, data, new KMeansViewOptions { Rows = 500, Seed = 3 });

        Assert.Equal(500, some.RowNumbers.Count);
        Assert.Equal(some.RowNumbers.Order().Distinct(), some.RowNumbers);
        // A uniform choice has about 125 in each quarter, give or take 10.
        Assert.All(Enumerable.Range(0, 4), quarter => Assert.InRange(some.RowNumbers.Count(row => row / 1250 == quarter), 80, 170));
        Assert.All(some.RowNumbers.Index(), row =>
        {
            Assert.Equal(s_rows[((int)row.Item * Features)..(((int)row.Item + 1) * Features)], some.Values.Skip(row.Index * Features).Take(Features));
            Assert.Equal(all.Labels[(int)row.Item], some.Labels[row.Index]);
            Assert.Equal(all.Silhouettes![(int)row.Item], some.Silhouettes![row.Index]);
        });
        KMeansViewResult other = await ViewAsync(model, data, new KMeansViewOptions { Rows = 500, Seed = 4 });
        Assert.NotEqual(some.RowNumbers, other.RowNumbers);
    }

    [Fact]
    public async Task View_TestPart_IsNotShown()
    {
        Dataset data = Dataset.FromRows(s_rows, Features, new DatasetOptions { TestFraction = 0.5 });
        KMeansModel model = await FitAsync(data, new KMeansOptions { Clusters = 4 });

        KMeansViewResult view = await ViewAsync(model, data, new KMeansViewOptions { Rows = 20_000 });

        Assert.Equal(model.Fit.Rows, view.RowNumbers.Count);
        Assert.DoesNotContain(view.RowNumbers, data.Plan.Selection.IsTest);
    }

    [Fact]
    public async Task View_OneCluster_SaysWhyThereAreNoSilhouettes()
    {
        Dataset data = Dataset.FromRows(s_rows, Features);
        KMeansModel model = await FitAsync(data, new KMeansOptions { Clusters = 1 });

        KMeansViewResult view = await ViewAsync(model, data, new KMeansViewOptions());

        Assert.Equal(2_000, view.RowNumbers.Count);
        Assert.Null(view.Silhouettes);
        Assert.StartsWith("At least 2 clusters must have rows", view.AbsentReason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20_001)]
    public void Validate_RowsOutOfRange_Throws(int rows) =>
        Assert.Throws<InvalidOptionsException>(new KMeansViewOptions { Rows = rows }.Validate);

    private static async Task<KMeansModel> FitAsync(Dataset data, KMeansOptions options)
    {
        await using var engine = new SerialEngine();
        return await new KMeansTrainer(options).FitAsync(data, engine, cancellationToken: Token);
    }

    private async Task<KMeansViewResult> ViewAsync(KMeansModel model, Dataset data, KMeansViewOptions options)
    {
        string path = Path.Combine(_folder.Path, "m.zip");
        model.Save(path);
        await using var engine = new SerialEngine();
        var job = new Job<KMeansViewOptions>(options, data) { Files = new Dictionary<string, string> { [KMeansPredict.ModelFile] = path } };
        return (await engine.RunAsync<KMeansView, KMeansViewOptions, KMeansViewResult>(job, cancellationToken: Token)).Result;
    }
}
