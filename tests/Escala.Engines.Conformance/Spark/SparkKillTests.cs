using System.Diagnostics;
using Escala.Cluster;
using Escala.Data;
using Escala.Engines.Conformance.Operators;
using Escala.Testing;
using Xunit;

namespace Escala.Engines.Conformance.Spark;

/// <summary>
/// What happens when a part of a job on Spark dies: the job ends soon with an error that names what died, nothing is left, and the next
/// job succeeds. Real processes, three ranks.
/// </summary>
[Trait("Cluster", "Spark")]
[Collection(nameof(Alone))]
public sealed class SparkKillTests(SparkClusterFixture shared) : IClassFixture<SparkClusterFixture>
{
    private const int Rows = 3_000;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(20);

    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    /// <summary>Every victim at every moment.</summary>
    public static MatrixTheoryData<string, string> AllMoments =>
        new(["rank", "executor", "worker", "spark-driver", "shim"], ["start", "load", "fit", "evaluate"]);

    [Fact]
    public async Task Kill_OfOnePartAfterTheOther_EndsEachJobAndTheNextOneSucceeds()
    {
        await using SparkEngine engine = shared.NewEngine();
        await RequireGoodAsync(engine);
        await KillAsync(engine, "rank", "fit");
        await KillAsync(engine, "executor", "load");
        await KillAsync(engine, "worker", "fit");
        await KillAsync(engine, "spark-driver", "fit");
        await KillAsync(engine, "shim", "evaluate");
    }

    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(AllMoments))]
    public async Task Kill_AtEveryMoment_EndsTheJobAndTheNextOneSucceeds(string victim, string moment)
    {
        await using SparkEngine engine = shared.NewEngine();
        await RequireGoodAsync(engine);
        await KillAsync(engine, victim, moment);
    }

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Kill_OfTheDriverWhileASessionStarts_IsNamedAndTheNextSessionSucceeds(double seconds)
    {
        shared.Require();
        await using (SparkEngine engine = shared.NewEngine())
        {
            Task<JobResult<long[]>> job = RunAsync(engine, 3, out _);
            int? driver = null;
            Assert.True(await ClusterProcesses.UntilAsync(() => (driver = shared.Require().Find("spark-driver", Environment.ProcessId)) is not null, Later));
            await Task.Delay(TimeSpan.FromSeconds(seconds), Timeout);

            ClusterProcesses.Send(driver!.Value, ClusterProcesses.Kill);
            EscalaException fault = await Assert.ThrowsAnyAsync<EscalaException>(() => job.WaitAsync(Soon, Timeout));

            Assert.Contains("Spark's driver process has ended", fault.Message, StringComparison.Ordinal);
        }

        await using SparkEngine next = shared.NewEngine();
        await RequireGoodAsync(next);
    }

    [Fact]
    public async Task Stop_OfARank_IsFoundByItsSilence()
    {
        SparkCluster cluster = shared.Require();
        await using SparkEngine engine = shared.NewEngine();
        Task<JobResult<long[]>> job = RunAsync(engine, 30, out ProgressLog log);
        Assert.True(await ReachedAsync(log, "fit"));

        ClusterProcesses.Send(ClusterProcesses.Ranks(cluster.Folder)[1], ClusterProcesses.Stop);
        EscalaException fault = await Assert.ThrowsAnyAsync<EscalaException>(() => job.WaitAsync(Soon + Soon, Timeout));

        Assert.Contains("rank 1 on worker 127.0.0.1/executor-", fault.Message, StringComparison.Ordinal);
        Assert.Contains("no sign of life", fault.Message, StringComparison.Ordinal);
        Assert.True(await ClusterProcesses.UntilAsync(() => ClusterProcesses.Ranks(cluster.Folder).Count == 0, Later));
        await RequireGoodAsync(engine);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Kill_OfTheMaster_JobFinishesAndANewSessionFailsInTime()
    {
        Assert.SkipWhen(SparkClusterFixture.WhyNot is not null, SparkClusterFixture.WhyNot ?? "");
        await using SparkCluster cluster = await SparkCluster.StartAsync(2);
        SparkOptions options = new()
        {
            Master = cluster.Address,
            SparkHome = SparkCluster.Home,
            Workers = 2,
            WorkerFolder = Dask.ConformanceWorker.Folder,
        };
        await using var engine = new SparkEngine(options);
        Task<JobResult<long[]>> job = RunAsync(engine, 3, out ProgressLog log);
        Assert.True(await ReachedAsync(log, "fit"));

        cluster.Master.Kill();
        JobResult<long[]> done = await job;
        await using var late = new SparkEngine(options with { Deadlines = new GangDeadlines { Connect = TimeSpan.FromSeconds(12) } });
        EscalaException fault = await Assert.ThrowsAnyAsync<EscalaException>(() => RunAsync(late, 0, out _).WaitAsync(Later + Soon, Timeout));

        Assert.Equal(Rows, done.Result[0]);
        Assert.Contains(cluster.Address, fault.Message, StringComparison.Ordinal);
    }

    private static Task<JobResult<long[]>> RunAsync(SparkEngine engine, double seconds, out ProgressLog log)
    {
        log = new ProgressLog();
        var data = Dataset.FromRows(new float[Rows * 2], 2, new DatasetOptions { BlockRows = 64 });
        return engine.RunAsync<Stages, StagesOptions, long[]>(new Job<StagesOptions>(new StagesOptions(seconds), data), log, Timeout);
    }

    private static async Task RequireGoodAsync(SparkEngine engine)
    {
        JobResult<long[]> job = await RunAsync(engine, 0, out _);
        Assert.Equal(Rows, job.Result[0]);
    }

    private static Task<bool> ReachedAsync(ProgressLog log, string moment) => ClusterProcesses.UntilAsync(
        () => log.Reports.Any(report => report.Phase.ToString().Equals(moment, StringComparison.OrdinalIgnoreCase)), Later + Later);

    private async Task KillAsync(SparkEngine engine, string victim, string moment)
    {
        SparkCluster cluster = shared.Require();
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
        string expected = victim switch
        {
            "rank" => "was killed by signal 9",
            "spark-driver" => "Spark's driver process has ended",
            "shim" => "cluster's Python has ended",
            _ => "on worker 127.0.0.1/executor-",
        };
        Assert.Contains("spark", fault.Message, StringComparison.Ordinal);
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.True(
            await ClusterProcesses.UntilAsync(() => ClusterProcesses.Ranks(cluster.Folder).Count == 0, Later), $"A rank is left after the {victim}'s end.");
        await RequireGoodAsync(engine);
        if (victim == "worker")
        {
            cluster.StartWorker();
        }
    }
}
