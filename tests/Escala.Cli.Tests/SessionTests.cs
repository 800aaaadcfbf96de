using Escala.Cli.Algorithms.KMeans;
using Escala.Cli.Comparison;
using Escala.Cli.Options;
using Escala.Clustering;
using Escala.Data;
using Escala.Engines;
using Escala.Reports.Results;
using Escala.Testing;
using Xunit;

namespace Escala.Cli.Tests;

/// <summary>Runs of a comparison that share an engine.</summary>
public sealed class SessionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _created;
    private int _disposed;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Session_TwoRuns_StartOneEngineAndCountItsStartApart()
    {
        await using var session = new EngineSession(() => new Engine(this, startUp: TimeSpan.FromHours(1)));
        ComparisonCell cell = Cell(session, 3);

        RunReport first = await RunAsync(cell);
        RunReport second = await RunAsync(cell);

        Assert.Equal(1, _created);
        Assert.Equal(3600, first.SessionStartUpSeconds);
        Assert.Equal(3600, second.SessionStartUpSeconds);
        Assert.Equal(0, first.WallSeconds);
        Assert.True(second.WallSeconds > 0);
        Assert.Equal(0, second.ExitCode);
        Assert.Equal(((KMeansFitReport)first.Result!).Digest, ((KMeansFitReport)second.Result!).Digest);
        Assert.Null(first.Result!.Model);
        Assert.True(File.Exists(Path.Combine(_folder.Path, "m.zip")));
        Assert.EndsWith("--engine dask --workers 2 --json", first.Command, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_RunFails_TheNextOneHasANewEngine()
    {
        await using var session = new EngineSession(() => new Engine(this, TimeSpan.Zero));

        RunReport failed = await RunAsync(Cell(session, 100_000));
        RunReport next = await RunAsync(Cell(session, 3));

        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("100000", failed.Error, StringComparison.Ordinal);
        Assert.Null(failed.Result);
        Assert.NotNull(next.Result);
        Assert.Equal((2, 1), (_created, _disposed));
    }

    [Fact]
    public async Task Session_Cancelled_EndsItsEngine()
    {
        using var cancelled = new CancellationTokenSource();
        await using var session = new EngineSession(() => new Engine(this, TimeSpan.Zero));
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(Cell(session, 3), cancelled.Token));

        Assert.Equal(1, _disposed);
    }

    [Fact]
    public void Cell_OfAClusterThatAloneKnowsItsCores_IsOfARunWithAny()
    {
        ComparisonCell cell = Cell(new EngineSession(() => new LocalEngine()), 3) with { Threads = 0 };

        Assert.True(cell.IsOf(cell.Begin(0) with { Threads = 6 }));
        Assert.False(cell.IsOf(cell.Begin(0) with { Threads = 6, Repeat = 2 }));
    }

    [Fact]
    public async Task Compare_NoDask_IsARowThatSaysHowToGetIt()
    {
        string python = Points.WriteProgram(_folder.Path, "python", "echo \"No module named 'distributed'\" >&2; exit 1");

        ProcessOutcome outcome = await EscalaProcess.RunAsync(
            _folder.Path, "compare", "kmeans", Points.Write(_folder.Path), "--features", "a,b", "--clusters", "3", "--engines", "dask,serial",
            "--python", python, "--peers", "none", "--lang", "en", "--out", "out");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains(
            $"dask was not run: Dask is not installed ({python}: No module named 'distributed'). To have it: {python} -m pip install distributed",
            outcome.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_NoProgramForRanks_IsARowThatSaysHowToGetIt()
    {
        string python = Points.WriteProgram(_folder.Path, "python", "echo 2026.8.0; echo 3.11.2");

        ProcessOutcome outcome = await EscalaProcess.RunWithAsync(
            "ESCALA_WORKER", Path.Combine(_folder.Path, "nowhere"), _folder.Path, "compare", "kmeans", Points.Write(_folder.Path), "--features",
            "a,b", "--clusters", "3", "--engines", "serial,dask", "--python", python, "--peers", "none", "--lang", "en", "--out", "out");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("dask was not run: The program that ranks run is not built (no manifest.json in ", outcome.Output, StringComparison.Ordinal);
    }

    private ComparisonCell Cell(EngineSession session, int clusters)
    {
        string points = Points.Write(_folder.Path);
        var request = new KMeansFitRequest
        {
            Data = points,
            Options = new KMeansOptions { Clusters = clusters },
            Rows = new DatasetOptions { Features = ["a", "b"] },
        };
        var workload = new Workload(request, points, Path.Combine(_folder.Path, "m.zip"), ChildProgram.Itself());
        return workload.OfEngine(new EngineChoice(EngineChoice.Dask) { Cluster = new ClusterChoice { Workers = 2 } }, session);
    }

    private static Task<RunReport> RunAsync(ComparisonCell cell, CancellationToken cancellationToken = default) =>
        cell.Runner.RunAsync(cell.Begin(load: 0), progress: null, cancellationToken);

    /// <summary>An engine that counts its lives and says how long it took to start.</summary>
    private sealed class Engine : IEngine
    {
        private readonly LocalEngine _inside = new(threads: 1);
        private readonly SessionTests _counts;
        private readonly TimeSpan _startUp;

        public Engine(SessionTests counts, TimeSpan startUp)
        {
            _counts = counts;
            _startUp = startUp;
            _counts._created++;
        }

        public string Name => EngineChoice.Dask;

        public async Task<JobResult<TResult>> RunAsync<TOperator, TOptions, TResult>(
            Job<TOptions> job, IProgress<JobProgress>? progress = null, CancellationToken cancellationToken = default)
            where TOperator : IOperator<TOptions, TResult>, new()
        {
            JobResult<TResult> result = await _inside.RunAsync<TOperator, TOptions, TResult>(job, progress, cancellationToken);
            return result with { Engine = Name, EngineStartUp = _startUp };
        }

        public ValueTask DisposeAsync()
        {
            _counts._disposed++;
            return _inside.DisposeAsync();
        }
    }
}
