using Escala.Clustering;
using Escala.Data;
using Escala.Engines;
using Escala.Measurement;
using Escala.Testing;
using Escala.Tests.DuckDb;
using Xunit;

namespace Escala.Tests.Engines;

/// <summary>CSV on the ranks of a job: they number its rows together.</summary>
public sealed class RankPiecesTests : IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData("{0},{1},a\n")]
    [InlineData("{0},{1},\"a\"\r\n")]
    [InlineData("{0},{1},\"a\n\"\n")]
    public async Task Fit_KMeansOfCsvInAnyWorld_HasTheBitsOfOneRank(string line)
    {
        string lineBreak = line.EndsWith("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        IEnumerable<string> lines = Enumerable.Range(0, 900).Select(i => string.Format(line, i * 7919 % 1009, (i % 7) * 3.5));
        string path = _data.Text("a.csv", $"x,y,t{lineBreak}{string.Concat(lines)}");
        Dataset data = new DatasetReader(_data.Reader).Open(path, new DatasetOptions { Features = ["x", "y"], TestFraction = 0.1, Seed = 3 });
        var trainer = new KMeansTrainer(new KMeansOptions { Clusters = 5, Seed = 1 });
        KMeansModel expected = await FitAsync(1);
        foreach (int world in (int[])[2, 3, 4, 7])
        {
            KMeansModel model = await FitAsync(world);
            Assert.Equal(expected.Centroids().Cast<double>(), model.Centroids().Cast<double>());
            Assert.Equal(expected.Inertia, model.Inertia);
            Assert.Equal(expected.Fit.ClusterSizes, model.Fit.ClusterSizes);
        }

        async Task<KMeansModel> FitAsync(int world)
        {
            await using var gang = new ThreadGang(world);
            return await trainer.FitAsync(data, gang, cancellationToken: TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Predict_CsvOnThreeRanks_PartsInTheOrderOfRanksAreTheRowsInOrder()
    {
        string path = _data.Text("a.csv", "x,y\n" + string.Concat(Enumerable.Range(0, 500).Select(i => $"{i},{i % 5}\n")));
        Dataset data = new DatasetReader(_data.Reader).Open(path);
        await using var serial = new SerialEngine();
        KMeansModel model = await new KMeansTrainer(new KMeansOptions { Clusters = 3 }).FitAsync(data, serial, cancellationToken: TestContext.Current.CancellationToken);
        model.Save(_data.File("model"));
        List<(long Row, float Label)> alone = await PredictAsync(serial, 1);
        await using var gang = new ThreadGang(3);
        Assert.Equal(Enumerable.Range(0, 500).Select(row => (long)row), alone.Select(row => row.Row));
        Assert.Equal(alone, await PredictAsync(gang, 3));

        async Task<List<(long Row, float Label)>> PredictAsync(IEngine engine, int world)
        {
            var job = new Job<KMeansPredictOptions>(new KMeansPredictOptions(), data)
            {
                Files = new Dictionary<string, string> { [KMeansPredict.ModelFile] = _data.File("model") },
            };
            JobResult<KMeansPredictResult> result = await engine.RunAsync<KMeansPredict, KMeansPredictOptions, KMeansPredictResult>(
                job, cancellationToken: TestContext.Current.CancellationToken);
            Assert.Equal(Enumerable.Range(0, world), result.Files.Select(file => file.Rank));
            return [.. result.Files.SelectMany(file => Records(file.Path))];
        }
    }

    private static List<(long Row, float Label)> Records(string path)
    {
        var records = new List<(long, float)>();
        using var reader = new PredictionPartReader(path, KMeansPredict.Columns.Count);
        while (reader.Next())
        {
            for (int i = 0; i < reader.Count; i++)
            {
                records.Add((reader.Rows[i], reader.Values(0)[i]));
            }
        }

        return records;
    }

    [Fact]
    public async Task Run_CsvOnTwoRanks_CountsInThePhaseLoad()
    {
        string path = _data.Text("a.csv", "x,y\n" + string.Concat(Enumerable.Range(0, 1000).Select(i => $"{i},{i}\n")));
        Dataset data = new DatasetReader(_data.Reader).Open(path);
        await using var gang = new ThreadGang(2);
        JobResult<RowExportResult> result = await gang.RunAsync<RowExport, RowExportOptions, RowExportResult>(
            new Job<RowExportOptions>(new RowExportOptions(), data), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(1000, result.Result.Rows);
        Assert.All(result.Ranks, rank => Assert.Equal([Phase.Load], rank.Phases.Select(phase => phase.Name)));
    }
}
