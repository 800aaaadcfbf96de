using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Escala.Boosting;
using Escala.Cluster.Tests.Collectives;
using Escala.Data;
using Escala.Engines;
using Escala.Testing;
using Xunit;

namespace Escala.Cluster.Tests.Boosting;

/// <summary>What else is done with boosted trees, on ranks that libxgboost has joined and that have different numbers of rows.</summary>
[Trait("Library", "XGBoost")]
public sealed class XGBoostRankOperatorTests : IDisposable
{
    private const int Rows = 9_000;
    private static readonly XGBoostOptions s_options = new() { Rounds = 5, MaxDepth = 4 };
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Three ranks have 3,000, 2,200 and no rows.</summary>
    private static Dataset Data => RankRows.Make(Rows, RankRows.TwoClasses, rowsWithValues: 5_200);

    private string ModelPath => Path.Combine(_folder.Path, "m.zip");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Predict_SeveralRanks_GivesThePredictionsOfOne()
    {
        XGBoostModel model = await SaveAsync();
        await using var gang = new CommunicatorGang(3);
        await using var alone = new SerialEngine();
        JobResult<XGBoostPredictResult> ranks = await RunAsync<XGBoostPredict, XGBoostPredictOptions, XGBoostPredictResult>(gang, new(), model);
        JobResult<XGBoostPredictResult> one = await RunAsync<XGBoostPredict, XGBoostPredictOptions, XGBoostPredictResult>(alone, new(), model);

        Assert.Equal(Bytes(one, XGBoostPredict.PartFile), Bytes(ranks, XGBoostPredict.PartFile));
        AssertSame(XGBoostJson.Default.XGBoostPredictResult, one.Result, ranks.Result);
    }

    [Fact]
    public async Task Evaluate_SeveralRanks_GivesTheScoresOfOne()
    {
        XGBoostModel model = await SaveAsync();
        await using var gang = new CommunicatorGang(3);
        await using var alone = new SerialEngine();
        JobResult<XGBoostEvaluation> ranks = await RunAsync<XGBoostEvaluate, XGBoostEvaluateOptions, XGBoostEvaluation>(gang, new(), model);
        JobResult<XGBoostEvaluation> one = await RunAsync<XGBoostEvaluate, XGBoostEvaluateOptions, XGBoostEvaluation>(alone, new(), model);

        AssertSame(XGBoostJson.Default.XGBoostEvaluation, one.Result, ranks.Result);
    }

    [Fact]
    public async Task Explain_RanksWithDifferentNumbersOfRows_GivesTheContributionsOfOne()
    {
        XGBoostModel model = await SaveAsync();
        await using var gang = new CommunicatorGang(3);
        await using var alone = new SerialEngine();
        JobResult<XGBoostExplainResult> ranks = await RunAsync<XGBoostExplain, XGBoostExplainOptions, XGBoostExplainResult>(gang, new(), model);
        JobResult<XGBoostExplainResult> one = await RunAsync<XGBoostExplain, XGBoostExplainOptions, XGBoostExplainResult>(alone, new(), model);

        Assert.Equal(Bytes(one, XGBoostExplain.PartFile), Bytes(ranks, XGBoostExplain.PartFile));
        Assert.Equal(one.Result.Rows, ranks.Result.Rows);
        Assert.All(
            one.Result.MeanAbsoluteContributions.Zip(ranks.Result.MeanAbsoluteContributions),
            pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public async Task Study_SeveralRanks_SaysWhatOneSays()
    {
        await using var gang = new CommunicatorGang(3);
        await using var alone = new SerialEngine();
        var job = new Job<XGBoostOptions>(s_options, Data);

        AssertSame(
            XGBoostJson.Default.XGBoostStudyResult,
            (await alone.RunAsync<XGBoostStudy, XGBoostOptions, XGBoostStudyResult>(job, cancellationToken: Token)).Result,
            (await gang.RunAsync<XGBoostStudy, XGBoostOptions, XGBoostStudyResult>(job, cancellationToken: Token)).Result);
    }

    [Fact]
    public async Task Judge_PredictionsOfAllRows_GivesTheScoresOfOneRank()
    {
        string predictions = Path.Combine(_folder.Path, "predictions.npy");
        using (FileStream stream = File.Create(predictions))
        {
            NpyFile.Write(stream, [.. Enumerable.Range(0, 5_200).Select(row => row % 97 / 97.0)], 5_200, 1);
        }

        await using var gang = new CommunicatorGang(3);
        await using var alone = new SerialEngine();
        var job = new Job<XGBoostOptions>(s_options, Data)
        {
            Files = new Dictionary<string, string> { [XGBoostJudge.PredictionsFile] = predictions },
        };

        AssertSame(
            XGBoostJson.Default.XGBoostJudgement,
            (await alone.RunAsync<XGBoostJudge, XGBoostOptions, XGBoostJudgement>(job, cancellationToken: Token)).Result,
            (await gang.RunAsync<XGBoostJudge, XGBoostOptions, XGBoostJudgement>(job, cancellationToken: Token)).Result);
    }

    private static void AssertSame<T>(JsonTypeInfo<T> type, T expected, T actual) =>
        Assert.Equal(JsonSerializer.Serialize(expected, type), JsonSerializer.Serialize(actual, type));

    private static byte[] Bytes<T>(JobResult<T> job, string name) =>
        [.. job.Files.Where(file => file.Name == name).SelectMany(file => File.ReadAllBytes(file.Path))];

    private Task<JobResult<TResult>> RunAsync<TOperator, TOptions, TResult>(IEngine engine, TOptions options, XGBoostModel model)
        where TOperator : IOperator<TOptions, TResult>, new()
    {
        var job = new Job<TOptions>(options, Data.WithColumnsOf(model.Features, model.Target))
        {
            Files = new Dictionary<string, string> { [XGBoostPredict.ModelFile] = ModelPath },
        };
        return engine.RunAsync<TOperator, TOptions, TResult>(job, cancellationToken: Token);
    }

    private async Task<XGBoostModel> SaveAsync()
    {
        await using var engine = new SerialEngine();
        XGBoostModel model = await new XGBoostTrainer(s_options).FitAsync(Data, engine, cancellationToken: Token);
        model.Save(ModelPath);
        return model;
    }
}
