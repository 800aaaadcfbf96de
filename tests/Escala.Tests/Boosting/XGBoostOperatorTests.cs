using Escala.Boosting;
using Escala.Data;
using Escala.Engines;
using Escala.Testing;
using Xunit;

namespace Escala.Tests.Boosting;

/// <summary>Predicting, judging and explaining by a model, on one rank and on several.</summary>
[Trait("Library", "XGBoost")]
public sealed class XGBoostOperatorTests : IDisposable
{
    private static readonly float[] s_rows = BoostRows.Make(700, BoostRows.ThreeClasses);
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string ModelPath => Path.Combine(_folder.Path, "m.zip");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Predict_AnyNumberOfRanks_GivesTheModelsPredictions(int world)
    {
        XGBoostModel model = await SaveAsync(s_rows, "multi:softprob");
        await using var engine = new ThreadGang(world);
        JobResult<XGBoostPredictResult> job = await engine.RunAsync<XGBoostPredict, XGBoostPredictOptions, XGBoostPredictResult>(
            Job(new XGBoostPredictOptions(), model), cancellationToken: Token);

        float[] features = BoostRows.WithoutTarget(s_rows);
        float[,] probabilities = model.PredictProbabilities(features);
        string[] classes = model.PredictClasses(features);
        (long Row, float[] Values)[] records = [.. Read(job, XGBoostPredict.PartFile, 4)];
        Assert.Equal(Enumerable.Range(0, 700).Select(row => (long)row), records.Select(record => record.Row));
        Assert.All(records, record =>
        {
            Assert.Equal(classes[record.Row], model.Classes[(int)record.Values[0]]);
            Assert.Equal([probabilities[record.Row, 0], probabilities[record.Row, 1], probabilities[record.Row, 2]], record.Values[1..]);
        });
        Assert.Equal(700, job.Result.Rows);
        Assert.Equal(model.Classes.Select(name => (long)classes.Count(other => other == name)), job.Result.ClassSizes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Evaluate_TrainingRows_GivesTheScoresOfTheFit(int world)
    {
        XGBoostModel model = await SaveAsync(s_rows, "multi:softprob");
        await using var engine = new ThreadGang(world);
        JobResult<XGBoostEvaluation> job = await engine.RunAsync<XGBoostEvaluate, XGBoostEvaluateOptions, XGBoostEvaluation>(
            Job(new XGBoostEvaluateOptions(), model), cancellationToken: Token);

        Assert.Equal(700, job.Result.Rows);
        Assert.Equal(model.Fit.Scores.Classification!.LogLoss, job.Result.Scores.Classification!.LogLoss);
        Assert.Equal(model.Fit.Scores.Classification.Auc, job.Result.Scores.Classification.Auc);
        Assert.Equal(model.Fit.Scores.Classification.ConfusionMatrix, job.Result.Scores.Classification.ConfusionMatrix);
    }

    [Fact]
    public async Task Evaluate_ClassThatWasNotTrainedOn_NamesIt()
    {
        XGBoostModel model = await SaveAsync(s_rows, "multi:softprob");
        float[] rows = [.. s_rows];
        rows[4] = 7;
        await using var engine = new SerialEngine();
        DatasetException error = await Assert.ThrowsAsync<DatasetException>(
            () => engine.RunAsync<XGBoostEvaluate, XGBoostEvaluateOptions, XGBoostEvaluation>(
                Job(new XGBoostEvaluateOptions(), model) with { Data = BoostRows.Data(rows) }, cancellationToken: Token));
        Assert.Contains("was '7' in these rows", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Explain_Contributions_AddUpToTheMargin(int world)
    {
        float[] rows = BoostRows.Make(1_300, BoostRows.Quantity);
        XGBoostModel model = await SaveAsync(rows, "reg:squarederror");
        await using var engine = new ThreadGang(world);
        JobResult<XGBoostExplainResult> job = await engine.RunAsync<XGBoostExplain, XGBoostExplainOptions, XGBoostExplainResult>(
            Job(new XGBoostExplainOptions(), model) with { Data = BoostRows.Data(rows) }, cancellationToken: Token);

        float[] values = model.PredictValues(BoostRows.WithoutTarget(rows));
        (long Row, float[] Values)[] records = [.. Read(job, XGBoostExplain.PartFile, 5)];
        Assert.Equal(1_300, records.Length);
        Assert.All(records, record => Assert.Equal(values[record.Row], record.Values.Sum(), 1e-3f));
        for (int feature = 0; feature < 4; feature++)
        {
            Assert.Equal(
                records.Average(record => Math.Abs((double)record.Values[feature])), job.Result.MeanAbsoluteContributions[feature], 1e-9);
        }

        Assert.True(job.Result.MeanAbsoluteContributions[0] > 10 * job.Result.MeanAbsoluteContributions[3]);
    }

    [Fact]
    public async Task Explain_ThreeClasses_HasARowPerClass()
    {
        XGBoostModel model = await SaveAsync(s_rows, "multi:softprob");
        await using var engine = new SerialEngine();
        JobResult<XGBoostExplainResult> job = await engine.RunAsync<XGBoostExplain, XGBoostExplainOptions, XGBoostExplainResult>(
            Job(new XGBoostExplainOptions(), model), cancellationToken: Token);

        float[,] probabilities = model.PredictProbabilities(BoostRows.WithoutTarget(s_rows));
        Assert.All(Read(job, XGBoostExplain.PartFile, 15), record =>
        {
            double[] margins = [.. record.Values.Chunk(5).Select(part => Math.Exp(part.Sum()))];
            Assert.Equal(probabilities[record.Row, 1], margins[1] / margins.Sum(), 1e-4);
        });
    }

    [Fact]
    public async Task Fit_Ranking_OrdersTheRowsOfGroups()
    {
        // Groups of ten rows; the more relevant the larger x0.
        float[] rows = [.. BoostRows.Make(1_000, (x, _) => (int)(4 * x[0])).Chunk(5).SelectMany((row, i) => (float[])[.. row, i / 10])];
        DatasetOptions options = new() { Label = "x4", Group = "x5", TestFraction = 0.2, ValidationFraction = 0.2 };
        XGBoostModel model = await BoostRows.FitAsync(Dataset.FromRows(rows, 6, options), new XGBoostOptions { Rounds = 10, EarlyStoppingRounds = 5 });

        Assert.Equal((XGBoostTask.Ranking, "rank:ndcg"), (model.Fit.Task, model.Fit.Objective));
        Assert.Equal("ndcg", model.Fit.History[0].Metric);
        Assert.Equal(model.Fit.TestRows, 10 * model.Fit.Scores.Ranking!.Groups);
        Assert.InRange(model.Fit.Scores.Ranking.Ndcg, 0.97, 1);
    }

    private static IEnumerable<(long Row, float[] Values)> Read<T>(JobResult<T> job, string name, int values)
    {
        foreach (JobFile file in job.Files.Where(file => file.Name == name))
        {
            byte[] bytes = File.ReadAllBytes(file.Path);
            int record = PredictionPartWriter.RecordBytes(values);
            Assert.Equal(0, bytes.Length % record);
            for (int at = 0; at < bytes.Length; at += record)
            {
                yield return (BitConverter.ToInt64(bytes, at), [.. Enumerable.Range(0, values).Select(i => BitConverter.ToSingle(bytes, at + 8 + (4 * i)))]);
            }
        }
    }

    private Job<TOptions> Job<TOptions>(TOptions options, XGBoostModel model) =>
        new(options, BoostRows.Data(s_rows).WithColumnsOf(model.Features, model.Target))
        {
            Files = new Dictionary<string, string> { [XGBoostPredict.ModelFile] = ModelPath },
        };

    private async Task<XGBoostModel> SaveAsync(float[] rows, string objective)
    {
        XGBoostModel model = await BoostRows.FitAsync(BoostRows.Data(rows), new XGBoostOptions { Objective = objective, Rounds = 6 });
        model.Save(ModelPath);
        return model;
    }
}
