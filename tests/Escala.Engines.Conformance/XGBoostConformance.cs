using System.Diagnostics;
using Escala.Boosting;
using Escala.Data;
using Escala.Engines.Conformance.Dask;
using Escala.Testing;
using Xunit;

namespace Escala.Engines.Conformance;

/// <summary>What XGBoost does on every engine.</summary>
[Trait("Cluster", "Dask")]
[Trait("Library", "XGBoost")]
public sealed class XGBoostConformance(DaskClusterFixture cluster) : IClassFixture<DaskClusterFixture>, IDisposable
{
    private static readonly float[] s_rows = MakeRows(4_000);
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Engines => ["serial", "local-1", "local-2", "dask"];

    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    private static Dataset Data => Dataset.FromRows(s_rows, 4, new DatasetOptions { Label = "x3", TestFraction = 0.2, ValidationFraction = 0.1 });

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Fit_PredictEvaluateExplain_AgreeWithTheModel(string name)
    {
        await using IEngine engine = Create(name);
        XGBoostModel model = await new XGBoostTrainer(new XGBoostOptions { Rounds = 10 }).FitAsync(Data, engine, cancellationToken: Timeout);
        string path = Path.Combine(_folder.Path, "m.zip");
        model.Save(path);
        var files = new Dictionary<string, string> { [XGBoostPredict.ModelFile] = path };

        JobResult<XGBoostPredictResult> predictions = await engine.RunAsync<XGBoostPredict, XGBoostPredictOptions, XGBoostPredictResult>(
            new Job<XGBoostPredictOptions>(new(), Data) { Files = files }, cancellationToken: Timeout);
        JobResult<XGBoostEvaluation> evaluation = await engine.RunAsync<XGBoostEvaluate, XGBoostEvaluateOptions, XGBoostEvaluation>(
            new Job<XGBoostEvaluateOptions>(new(), Data) { Files = files }, cancellationToken: Timeout);
        JobResult<XGBoostExplainResult> contributions = await engine.RunAsync<XGBoostExplain, XGBoostExplainOptions, XGBoostExplainResult>(
            new Job<XGBoostExplainOptions>(new(), Data) { Files = files }, cancellationToken: Timeout);

        Assert.Equal(XGBoostTask.Binary, model.Fit.Task);
        Assert.InRange(model.Fit.Scores.Classification!.Auc!.Value, 0.9, 1);
        Assert.Equal(4_000, predictions.Result.Rows);
        Assert.Equal(4_000, evaluation.Result.Rows);
        Assert.InRange(evaluation.Result.Scores.Classification!.Auc!.Value, 0.9, 1);
        Assert.Equal(4_000, contributions.Result.Rows);
        Assert.Equal(4_000 * PredictionPartWriter.RecordBytes(3), predictions.Files.Sum(file => new FileInfo(file.Path).Length));
        Assert.Equal(4_000 * PredictionPartWriter.RecordBytes(4), contributions.Files.Sum(file => new FileInfo(file.Path).Length));
        Assert.Equal(predictions.Ranks.Count, predictions.Files.Count);
    }

    [Fact]
    public async Task Fit_OneThread_IsTheSameBitsOnEveryEngine()
    {
        XGBoostOptions options = new() { Rounds = 10, Subsample = 0.8, Seed = 4 };
        await using IEngine serial = Create("serial");
        await using IEngine local = Create("local-1");
        XGBoostModel one = await new XGBoostTrainer(options).FitAsync(Data, serial, cancellationToken: Timeout);
        XGBoostModel two = await new XGBoostTrainer(options).FitAsync(Data, local, cancellationToken: Timeout);

        Assert.Equal(one.Fit.ModelDigest, two.Fit.ModelDigest);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Fit_Cancelled_EndsWithinASecondOfARoundAndTheEngineLives(string name)
    {
        await using IEngine engine = Create(name);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Timeout);
        var watch = new Stopwatch();
        var progress = new InRounds(() =>
        {
            watch.Start();
            stop.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new XGBoostTrainer(new XGBoostOptions { Rounds = 1_000_000 })
            .FitAsync(Data, engine, progress, stop.Token));

        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 1);
        await new XGBoostTrainer(new XGBoostOptions { Rounds = 1 }).FitAsync(Data, engine, cancellationToken: Timeout);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Fit_ParameterThatIsNone_FailsInTheLibrarysWordsAndTheEngineLives(string name)
    {
        await using IEngine engine = Create(name);
        var options = new XGBoostOptions { Rounds = 1, Parameters = new Dictionary<string, string> { ["no_such_parameter"] = "1" } };
        InvalidOptionsException error = await Assert.ThrowsAsync<InvalidOptionsException>(
            () => new XGBoostTrainer(options).FitAsync(Data, engine, cancellationToken: Timeout));

        Assert.Contains("no_such_parameter", error.Message, StringComparison.Ordinal);
        await new XGBoostTrainer(new XGBoostOptions { Rounds = 1 }).FitAsync(Data, engine, cancellationToken: Timeout);
    }

    private IEngine Create(string name) => name switch
    {
        "serial" => new SerialEngine(),
        "local-1" => new LocalEngine(threads: 1),
        "local-2" => new LocalEngine(threads: 2),
        _ => cluster.NewEngine(),
    };

    /// <summary>Three features and a class that is likely 1 where the first is large.</summary>
    private static float[] MakeRows(int count)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, count).SelectMany(_ =>
        {
            float[] x = [random.NextSingle(), random.NextSingle(), random.NextSingle()];
            return (float[])[.. x, x[0] + (0.4 * random.NextDouble()) > 0.7 ? 1 : 0];
        })];
    }

    /// <summary>Calls back at the first round.</summary>
    private sealed class InRounds(Action atRound) : IProgress<JobProgress>
    {
        private int _calls;

        public void Report(JobProgress value)
        {
            if (value is { Phase: Measurement.Phase.Fit, Progress: not null } && Interlocked.Increment(ref _calls) == 1)
            {
                atRound();
            }
        }
    }
}
