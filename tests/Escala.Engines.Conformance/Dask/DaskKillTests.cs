using System.Diagnostics;
using Escala.Boosting;
using Escala.Cluster;
using Escala.Data;
using Escala.Engines.Conformance.Operators;
using Escala.Measurement;
using Escala.Testing;
using Escala.Vision;
using Escala.Vision.Images;
using Xunit;

namespace Escala.Engines.Conformance.Dask;

/// <summary>
/// What happens when a part of a distributed job dies: the job ends soon with an error that names what died, nothing is left, and the next
/// job succeeds. Real processes, three ranks.
/// </summary>
[Trait("Cluster", "Dask")]
[Collection(nameof(Alone))]
public sealed class DaskKillTests(DaskKillCluster shared) : IClassFixture<DaskKillCluster>
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(20);

    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    /// <summary>The moments of the quick tests; <see cref="AllMoments"/> has every one.</summary>
    public static TheoryData<string, string> Moments => new()
    {
        { "rank", "start" }, { "rank", "fit" }, { "worker", "load" }, { "shim", "evaluate" },
    };

    /// <summary>Every victim at every moment.</summary>
    public static TheoryData<string, string> AllMoments
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (string victim in new[] { "rank", "worker", "shim" })
            {
                foreach (string moment in new[] { "start", "load", "fit", "evaluate" })
                {
                    all.Add(victim, moment);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public Task Kill_AtAMoment_EndsTheJobAndTheNextOneSucceeds(string victim, string moment) => KillAsync(victim, moment);

    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(AllMoments))]
    public Task Kill_AtEveryMoment_EndsTheJobAndTheNextOneSucceeds(string victim, string moment) => KillAsync(victim, moment);

    [Fact]
    public async Task Stop_OfARank_IsFoundByItsSilence()
    {
        DaskCluster cluster = shared.Require();
        await using DaskEngine engine = Create(cluster);
        Task<JobResult<long[]>> job = RunAsync(engine, 30, out ProgressLog log);
        Assert.True(await ReachedAsync(log, "fit"));

        int rank = ClusterProcesses.Ranks(cluster.Folder)[1];
        ClusterProcesses.Send(rank, ClusterProcesses.Stop);
        EscalaException fault = await Assert.ThrowsAnyAsync<EscalaException>(() => job.WaitAsync(Soon + Soon, Timeout));

        Assert.Contains("rank 1 on worker tcp://", fault.Message, StringComparison.Ordinal);
        Assert.Contains("no sign of life", fault.Message, StringComparison.Ordinal);
        await RequireNoRankAsync(cluster);
        await RequireGoodAsync(engine);
    }

    [Fact]
    public async Task TwoJobs_AtOnceOnOneCluster_BothFinish()
    {
        DaskCluster cluster = shared.Require();
        await using DaskEngine first = Create(cluster);
        await using DaskEngine second = Create(cluster);

        JobResult<long[]>[] results = await Task.WhenAll(RunAsync(first, 0.3, out _), RunAsync(second, 0.3, out _));

        Assert.All(results, result => Assert.Equal(Rows, result.Result[0]));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Kill_OfAWorkerWithoutNanny_NextJobTakesTheSpareOneElseSaysHowManyCame()
    {
        Assert.SkipWhen(ConformanceWorker.WhyNot is not null, ConformanceWorker.WhyNot ?? "");
        await using DaskCluster cluster = await DaskCluster.StartAsync(4, hasNannies: false);
        await using DaskEngine engine = Create(cluster);
        await KillWorkerAsync(engine, cluster);
        await RequireGoodAsync(engine);

        await KillWorkerAsync(engine, cluster);
        EscalaException fault = await Assert.ThrowsAnyAsync<EscalaException>(() => RunAsync(engine, 0, out _));

        Assert.Contains("2 of 3 came", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kill_OfTheScheduler_NextJobSaysThatItIsUnreachable()
    {
        Assert.SkipWhen(ConformanceWorker.WhyNot is not null, ConformanceWorker.WhyNot ?? "");
        await using DaskCluster cluster = await DaskCluster.StartAsync(3);
        await using DaskEngine engine = Create(cluster);
        Task<JobResult<long[]>> job = RunAsync(engine, 30, out ProgressLog log);
        Assert.True(await ReachedAsync(log, "fit"));

        cluster.Scheduler.Kill();
        EscalaException fault = await Assert.ThrowsAnyAsync<EscalaException>(() => job.WaitAsync(Soon, Timeout));
        EscalaException next = await Assert.ThrowsAnyAsync<EscalaException>(() => RunAsync(engine, 0, out _));

        Assert.Contains(cluster.Address, fault.Message, StringComparison.Ordinal);
        Assert.Contains(cluster.Address, next.Message, StringComparison.Ordinal);
        await RequireNoRankAsync(cluster);
    }

    [Fact]
    public async Task Kill_OfARankThatTrainsANetwork_LeavesCheckpointsThatEndInTheSameBits()
    {
        DaskCluster cluster = shared.Require();
        using var folder = new TemporaryFolder();
        SpotImages.Write(folder.Path, 600);
        var images = ImageData.Describe(folder.Path);
        string checkpoints = Path.Join(folder.Path, "checkpoints");
        var options = new ConvNetOptions
        {
            Network = new NetworkOptions
            {
                Input = SpotImages.Shape,
                Layers = [new ConvolutionOptions { Channels = 8 }, new ActivationOptions(), new FlattenOptions(), new DenseOptions { Units = 3 }],
            },
            Epochs = 150,
            BatchSize = 12,
            CheckpointEpochs = 1,
        };
        await using DaskEngine engine = Create(cluster);
        Task job = new ConvNetTrainer(options) { CheckpointFolder = checkpoints }.RunAsync(images, engine, cancellationToken: Timeout);
        Assert.True(await ClusterProcesses.UntilAsync(() => ConvNetTrainer.NewestCheckpoint(checkpoints) is not null, Later));

        ClusterProcesses.Send(ClusterProcesses.Ranks(cluster.Folder)[1], ClusterProcesses.Kill);
        EscalaException fault = await Assert.ThrowsAnyAsync<EscalaException>(() => job.WaitAsync(Soon, Timeout));
        ConvNetFitResult resumed = (await new ConvNetTrainer(options)
        {
            CheckpointFolder = checkpoints,
            ResumeFrom = ConvNetTrainer.NewestCheckpoint(checkpoints),
        }.RunAsync(images, engine, cancellationToken: Timeout)).Result;
        ConvNetFitResult whole = (await new ConvNetTrainer(options) { CheckpointFolder = Path.Join(folder.Path, "whole") }
            .RunAsync(images, engine, cancellationToken: Timeout)).Result;

        Assert.Contains("rank 1", fault.Message, StringComparison.Ordinal);
        Assert.Equal(whole.WeightsDigest, resumed.WeightsDigest);
    }

    [Fact]
    [Trait("Library", "XGBoost")]
    public Task Kill_OfARankThatGrowsTrees_EndsTheJobAndTheNextOneSucceeds() => KillGrowingAsync(1);

    [Theory]
    [Trait("Category", "Slow")]
    [Trait("Library", "XGBoost")]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public Task Kill_OfEachRankThatGrowsTrees_EndsTheJobAndTheNextOneSucceeds(int number) => KillGrowingAsync(number);

    private const int Rows = 3_000;

    private static DaskEngine Create(DaskCluster cluster) => new(new DaskOptions
    {
        Address = cluster.Address,
        Workers = 3,
        Python = DaskCluster.Python,
        WorkerFolder = ConformanceWorker.Folder,
        Deadlines = new GangDeadlines
        {
            Connect = TimeSpan.FromSeconds(15),
            Start = TimeSpan.FromSeconds(15),
            Silence = TimeSpan.FromSeconds(6),
            Lease = TimeSpan.FromSeconds(8),
        },
    });

    private static Task<JobResult<long[]>> RunAsync(DaskEngine engine, double seconds, out ProgressLog log)
    {
        log = new ProgressLog();
        var data = Dataset.FromRows(new float[Rows * 2], 2, new DatasetOptions { BlockRows = 64 });
        return engine.RunAsync<Stages, StagesOptions, long[]>(new Job<StagesOptions>(new StagesOptions(seconds), data), log, Timeout);
    }

    private static async Task RequireGoodAsync(DaskEngine engine)
    {
        JobResult<long[]> job = await RunAsync(engine, 0, out _);
        Assert.Equal(Rows, job.Result[0]);
    }

    [Fact]
    public async Task Kill_OfTheShimBetweenTwoJobs_TheNextOneHasAnother()
    {
        DaskCluster cluster = shared.Require();
        await using DaskEngine engine = Create(cluster);
        await RequireGoodAsync(engine);
        int shim = cluster.Find("shim", Environment.ProcessId)!.Value;

        ClusterProcesses.Send(shim, ClusterProcesses.Kill);

        // It is found to be gone when its output ends, which is a moment later.
        Assert.True(await ClusterProcesses.UntilAsync(() => !ClusterProcesses.Shims(Environment.ProcessId).Contains(shim), Later));
        await Task.Delay(500, Timeout);
        await RequireGoodAsync(engine);
    }

    private static async Task RequireNoRankAsync(DaskCluster cluster) => Assert.True(
        await ClusterProcesses.UntilAsync(() => ClusterProcesses.Ranks(cluster.Folder).Count == 0, Later), "A rank is left.");

    private static Task<bool> ReachedAsync(ProgressLog log, string moment) => ClusterProcesses.UntilAsync(
        () => log.Reports.Any(report => report.Phase.ToString().Equals(moment, StringComparison.OrdinalIgnoreCase)), Later);

    private static async Task KillWorkerAsync(DaskEngine engine, DaskCluster cluster)
    {
        Task<JobResult<long[]>> job = RunAsync(engine, 30, out ProgressLog log);
        Assert.True(await ReachedAsync(log, "fit"));
        ClusterProcesses.Send(cluster.Find("worker", Environment.ProcessId)!.Value, ClusterProcesses.Kill);
        await Assert.ThrowsAnyAsync<EscalaException>(() => job.WaitAsync(Soon, Timeout));
    }

    private async Task KillAsync(string victim, string moment)
    {
        DaskCluster cluster = shared.Require();
        await using DaskEngine engine = Create(cluster);
        await RequireGoodAsync(engine);
        Task<JobResult<long[]>> job = RunAsync(engine, 3, out ProgressLog log);
        Assert.True(
            moment == "start"
                ? await ClusterProcesses.UntilAsync(() => ClusterProcesses.Ranks(cluster.Folder).Count > 0, Later)
                : await ReachedAsync(log, moment),
            $"The job did not come to {moment}.");

        ClusterProcesses.Send(cluster.Find(victim, Environment.ProcessId)!.Value, ClusterProcesses.Kill);
        var watch = Stopwatch.StartNew();
        EscalaException fault = await Assert.ThrowsAnyAsync<EscalaException>(() => job.WaitAsync(Soon, Timeout));

        Assert.True(watch.Elapsed < Soon);
        Assert.Contains("dask", fault.Message, StringComparison.Ordinal);
        Assert.Contains(
            victim switch
            {
                "rank" => "was killed by signal 9",
                "worker" => "on worker tcp://",
                _ => "cluster's Python has ended",
            },
            fault.Message,
            StringComparison.Ordinal);
        await RequireNoRankAsync(cluster);
        await RequireGoodAsync(engine);
    }

    /// <summary>In libxgboost 1.7, ranks that exchange large histograms with one that died may spin for ever: the end of the job ends them.</summary>
    private async Task KillGrowingAsync(int number)
    {
        DaskCluster cluster = shared.Require();
        await using DaskEngine engine = Create(cluster);
        var random = new Random(number);
        float[] rows = [.. Enumerable.Range(0, 30_000 * 29).Select(i => i % 29 == 28 ? random.Next(2) : random.NextSingle())];
        var data = Dataset.FromRows(rows, 29, new DatasetOptions { Label = "x28" });
        var trainer = new XGBoostTrainer(new XGBoostOptions { Objective = "binary:logistic", Rounds = 10_000 });
        var log = new ProgressLog();
        Task job = trainer.RunAsync(data, engine, log, Timeout);
        Assert.True(await ClusterProcesses.UntilAsync(() => log.Reports.Any(report => report is { Phase: Phase.Fit, Progress.Completed: > 2 }), Later));

        ClusterProcesses.Send(ClusterProcesses.Ranks(cluster.Folder)[number], ClusterProcesses.Kill);
        EscalaException fault = await Assert.ThrowsAnyAsync<EscalaException>(() => job.WaitAsync(Soon, Timeout));

        Assert.Contains("was killed by signal 9", fault.Message, StringComparison.Ordinal);
        await RequireNoRankAsync(cluster);
        await RequireGoodAsync(engine);
    }
}
