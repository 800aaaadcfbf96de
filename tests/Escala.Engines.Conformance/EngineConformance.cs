using System.Diagnostics;
using Escala.Clustering;
using Escala.Data;
using Escala.Engines.Conformance.Operators;
using Escala.Measurement;
using Escala.Testing;
using Xunit;

namespace Escala.Engines.Conformance;

/// <summary>What every engine does. A class per engine says how to make it.</summary>
public abstract class EngineConformance
{
    private const int RowCount = 1_000;

    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    /// <summary>The number of ranks.</summary>
    protected abstract int World { get; }

    /// <summary>The cores of each rank.</summary>
    protected abstract int Threads { get; }

    /// <summary>The engine's name.</summary>
    protected abstract string Name { get; }

    /// <summary>Whether ranks run in this process, so that their exceptions arrive as they were thrown.</summary>
    protected virtual bool IsInProcess => true;

    /// <summary>What the result calls the collective.</summary>
    protected virtual string? Collective => IsInProcess ? null : "sharedMemory";

    [Fact]
    public async Task Run_RowsOfIntegers_TotalsAreExact()
    {
        await using IEngine engine = Create();

        JobResult<ColumnTotalsResult> job = await Run<ColumnTotals, ColumnTotalsOptions, ColumnTotalsResult>(engine, new());

        Assert.Equal(RowCount, job.Result.Rows);
        Assert.Equal((RowCount - 1L) * RowCount / 2, job.Result.RowNumbers);
        Assert.Equal([(RowCount - 1L) * RowCount / 2, -3L * RowCount], job.Result.Totals);
        Assert.Equal([RowCount - 1, -3], job.Result.Largest);
        Assert.Equal(World, job.Result.RowsByRank.Length);
        Assert.Equal(RowCount, job.Result.RowsByRank.Sum());
        Assert.All(job.Result.RowsByRank, rows => Assert.InRange(rows, 1, RowCount));
    }

    [Fact]
    public async Task Run_DataReadTwice_GivesTheSameRowsAgain()
    {
        await using IEngine engine = Create();

        JobResult<ColumnTotalsResult> job = await Run<ColumnTotals, ColumnTotalsOptions, ColumnTotalsResult>(engine, new(Passes: 2));

        Assert.Equal(2 * RowCount, job.Result.Rows);
        Assert.Equal((RowCount - 1L) * RowCount, job.Result.RowNumbers);
        Assert.Equal(RowCount, job.Ranks.Sum(rank => rank.ReadRows));
    }

    [Fact]
    public async Task Run_FewerRowsThanRanks_IdleRanksTakePart()
    {
        await using IEngine engine = Create();

        JobResult<ColumnTotalsResult> job = await engine.RunAsync<ColumnTotals, ColumnTotalsOptions, ColumnTotalsResult>(
            new Job<ColumnTotalsOptions>(new(), Dataset.FromArray(new float[,] { { 7 } })), cancellationToken: Timeout);

        Assert.Equal(1, job.Result.Rows);
        Assert.Equal([7L], job.Result.Totals);
        Assert.Equal([7f], job.Result.Largest);
    }

    [Fact]
    public async Task Run_SeveralPhases_MeasuresEachInOrder()
    {
        await using IEngine engine = Create();

        JobResult<ColumnTotalsResult> job = await Run<ColumnTotals, ColumnTotalsOptions, ColumnTotalsResult>(engine, new(Passes: 3));

        Assert.Equal(Name, job.Engine);
        Assert.Equal(Name, engine.Name);
        Assert.Equal(Collective, job.Collective);
        Assert.Contains(job.Kernels, new[] { "avx512", "avx2", "portable" });
        Assert.Equal(Enumerable.Range(0, World), job.Ranks.Select(rank => rank.Rank));
        Assert.All(job.Ranks, rank =>
        {
            Assert.Equal(Threads, rank.Threads);
            Assert.Equal([Phase.Load, Phase.Fit, Phase.Evaluate], rank.Phases.Select(phase => phase.Name));
            Assert.True(rank.Samples.Count >= 2);
            Assert.Equal(rank.Samples.OrderBy(sample => sample.Seconds), rank.Samples);
            Assert.All(rank.Phases, phase => RequirePlausible(phase, rank.MachineMemoryBytes));
        });
    }

    [Fact]
    public async Task Run_BusyOperator_CountsItsCpuTime()
    {
        await using IEngine engine = Create();
        await Run<ColumnTotals, ColumnTotalsOptions, ColumnTotalsResult>(engine, new());

        JobResult<SpinResult> job = await Run<Spin, SpinOptions, SpinResult>(engine, new(Seconds: 0.5));

        PhaseMeasurement fit = Assert.Single(job.Ranks[0].Phases);
        Assert.InRange(fit.WallSeconds, 0.5, 60);
        Assert.True(fit.CpuSeconds > 0.01, $"{fit.CpuSeconds} s of CPU in {fit.WallSeconds} s of spinning.");
        Assert.Equal(100 * fit.CpuSeconds / (fit.WallSeconds * Threads), fit.CpuPercent, 1e-6);
        Assert.InRange(job.Ranks[0].Samples.Count, 3, (10 * fit.WallSeconds) + 3);
    }

    [Fact]
    public async Task Run_ReportsWithoutEnd_ListenerHearsFirstAndLastAndFewBetween()
    {
        await using IEngine engine = Create();
        var log = new ProgressLog();

        JobResult<SpinResult> job = await Run<Spin, SpinOptions, SpinResult>(engine, new(Seconds: 0.5), log);

        JobProgress[] heard = [.. log.Reports.Where(report => report.Rank == 0)];
        Assert.All(heard, report => Assert.Equal(Phase.Fit, report.Phase));
        Assert.Null(heard[0].Progress);
        Assert.Equal(1, heard[1].Progress!.Completed);
        Assert.Equal(job.Result.Turns, heard[^1].Progress!.Completed);
        Assert.Equal(heard.OrderBy(report => report.Elapsed), heard);
        Assert.InRange(heard.Length, 4, (10 * job.Ranks[0].Phases[0].WallSeconds) + 4);
        Assert.Equal(Enumerable.Range(0, World), log.Reports.Select(report => report.Rank).Distinct().Order());
    }

    [Fact]
    public async Task Run_OperatorFails_ItsOwnExceptionArrives()
    {
        await using IEngine engine = Create();

        Exception? fault = await Record.ExceptionAsync(() => Run<Fail, FailOptions, string[]>(engine, new(Rank: World - 1)));

        if (IsInProcess)
        {
            Assert.Equal(Fail.Message, Assert.IsType<InvalidDataException>(fault).Message);
            string scratch = Assert.IsType<FileNotFoundException>(fault!.InnerException).Message;
            Assert.False(Directory.Exists(Path.GetDirectoryName(scratch)), "A failed job must leave nothing behind.");
            return;
        }

        EscalaException failure = Assert.IsAssignableFrom<EscalaException>(fault);
        Assert.Contains(Fail.Message, failure.Message, StringComparison.Ordinal);
        Assert.Contains($"{Name} engine", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"rank {World - 1} on worker {WorkersBegin}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_AfterAFailureAndACancel_TheEngineIsStillGood()
    {
        await using IEngine engine = Create();
        Assert.NotNull(await Record.ExceptionAsync(() => Run<Fail, FailOptions, string[]>(engine, new(Rank: 0))));
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => engine.RunAsync<Spin, SpinOptions, SpinResult>(Job(new SpinOptions(60)), cancellationToken: cancel.Token));

        for (int i = 0; i < 3; i++)
        {
            JobResult<ColumnTotalsResult> job = await Run<ColumnTotals, ColumnTotalsOptions, ColumnTotalsResult>(engine, new());
            Assert.Equal(RowCount, job.Result.Rows);
        }
    }

    [Fact]
    public async Task Run_Cancelled_EndsWithinASecondWithNothingLeft()
    {
        await using IEngine engine = Create();
        using var folder = new TemporaryFolder();
        using var cancel = new CancellationTokenSource();
        Task<JobResult<SpinResult>> job = engine.RunAsync<Spin, SpinOptions, SpinResult>(
            Job(new SpinOptions(60, folder.Path)), cancellationToken: cancel.Token);
        string[][] started = await Started(folder.Path, World);

        var watch = Stopwatch.StartNew();
        await cancel.CancelAsync();
        OperationCanceledException cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => job);

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1), $"Cancelling took {watch.Elapsed}.");
        Assert.Equal(cancel.Token, cancelled.CancellationToken);
        Assert.True(job.IsCanceled);
        foreach (string[] lines in started)
        {
            await Until(() => !Directory.Exists(lines[0]), $"The thread {lines[0]} is still there.");
            Assert.False(Directory.Exists(Path.GetDirectoryName(lines[1])), "A cancelled job must leave nothing behind.");
        }
    }

    [Fact]
    public async Task Run_TokenCancelledBefore_OperatorIsNotCalled()
    {
        await using IEngine engine = Create();
        using var folder = new TemporaryFolder();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => engine.RunAsync<Spin, SpinOptions, SpinResult>(
            Job(new SpinOptions(60, folder.Path)), cancellationToken: new CancellationToken(canceled: true)));

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Run_FilesInAndOut_LiveUntilTheEngineIsDisposed()
    {
        using var folder = new TemporaryFolder();
        string input = Path.Combine(folder.Path, "input.txt");
        await File.WriteAllTextAsync(input, "hello", Timeout);
        JobResult<string[]> job;
        await using (IEngine engine = CreateOwn())
        {
            job = await engine.RunAsync<FileCopy, FileCopyOptions, string[]>(
                Job(new FileCopyOptions("greeting")) with { Files = new Dictionary<string, string> { ["greeting"] = input } },
                cancellationToken: Timeout);
            await Run<FileCopy, FileCopyOptions, string[]>(engine, new("greeting"), null, input);

            Assert.Equal(Enumerable.Range(0, World), job.Files.Select(file => file.Rank));
            Assert.All(job.Files, file => Assert.Equal("copy.txt", file.Name));
            Assert.All(job.Files, file => Assert.Equal($"hello {file.Rank}", File.ReadAllText(file.Path)));
            Assert.False(Directory.Exists(job.Result[0]), "Scratch folders go when the job has ended.");
        }

        Assert.All(job.Files, file => Assert.False(Directory.Exists(Path.GetDirectoryName(Path.GetDirectoryName(file.Path)))));
        Assert.Equal("hello", await File.ReadAllTextAsync(input, Timeout));
    }

    [Fact]
    public async Task RowExport_SampledAndSplitRows_WritesTheTrainingRowsInOrder()
    {
        await using IEngine engine = Create();
        float[] rows = [.. Enumerable.Range(0, RowCount).SelectMany(row => new float[] { row, -row, 1 + (row % 5) })];
        var options = new DatasetOptions { Weights = "x2", TestFraction = 0.25, SampleRows = 700, BlockRows = 64, Seed = 3 };
        var data = Dataset.FromRows(rows, 3, options);

        JobResult<RowExportResult> job = await engine.RunAsync<RowExport, RowExportOptions, RowExportResult>(
            new Job<RowExportOptions>(new RowExportOptions(), data), cancellationToken: Timeout);

        int[] training = [.. Enumerable.Range(0, RowCount).Where(row => data.Plan.Selection.Uses(row) && !data.Plan.Selection.IsTest(row))];
        Assert.Equal(training.Length, job.Result.Rows);
        Assert.Equal((0, 0, 0), (job.Result.DroppedRows, job.Result.ValidationRows, job.Result.TestRows));
        Assert.Equal(training.SelectMany(row => new double[] { row, -row }), ReadAll(job, RowExport.RowsFile));
        Assert.Equal(training.Select(row => 1.0 + (row % 5)), ReadAll(job, RowExport.WeightsFile));
    }

    [Fact]
    public async Task RowExport_AllParts_WritesRowsLabelsAndGroupsOfEachToItsFiles()
    {
        await using IEngine engine = Create();
        float[] rows = [.. Enumerable.Range(0, RowCount).SelectMany(row => new float[] { row % 7 == 0 ? float.NaN : row, row % 3, row / 10 })];
        var options = new DatasetOptions
        {
            Label = "x1",
            Group = "x2",
            TestFraction = 0.25,
            ValidationFraction = 0.3,
            Missing = MissingValues.Keep,
            BlockRows = 64,
            Seed = 5,
        };
        var data = Dataset.FromRows(rows, 3, options);

        JobResult<RowExportResult> job = await engine.RunAsync<RowExport, RowExportOptions, RowExportResult>(
            new Job<RowExportOptions>(new RowExportOptions { WritesAllParts = true }, data), cancellationToken: Timeout);

        foreach (RowPart part in Enum.GetValues<RowPart>())
        {
            int[] expected = [.. Enumerable.Range(0, RowCount).Where(row => data.Plan.Selection.PartOf(row / 10 * 10) == part)];
            Assert.NotEmpty(expected);
            Assert.Equal(
                expected.Select(row => row % 7 == 0 ? double.NaN : row), ReadAll(job, RowExport.FileOf(RowExport.RowsFile, part)));
            Assert.Equal(expected.Select(row => (double)(row % 3)), ReadAll(job, RowExport.FileOf(RowExport.LabelsFile, part)));
            Assert.Equal(expected.Select(row => (double)(row / 10)), ReadAll(job, RowExport.FileOf(RowExport.GroupsFile, part)));
            Assert.Equal(
                expected.Length,
                part switch { RowPart.Training => job.Result.Rows, RowPart.Validation => job.Result.ValidationRows, _ => job.Result.TestRows });
        }

        Assert.Equal(9, job.Files.Select(file => file.Name).Distinct().Count());
    }

    [Fact]
    public async Task Run_FileThatIsNotThere_IsNamed()
    {
        await using IEngine engine = Create();

        EscalaException unknown = await Assert.ThrowsAsync<EscalaException>(
            () => Run<FileCopy, FileCopyOptions, string[]>(engine, new("greeting")));
        EscalaException missing = await Assert.ThrowsAsync<EscalaException>(
            () => Run<FileCopy, FileCopyOptions, string[]>(engine, new("greeting"), null, "/no/such/file"));

        Assert.Contains("'greeting'", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("/no/such/file", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Succeeded_ScratchIsRemoved()
    {
        await using IEngine engine = Create();

        JobResult<ColumnTotalsResult> job = await Run<ColumnTotals, ColumnTotalsOptions, ColumnTotalsResult>(engine, new());

        Assert.Empty(job.Files);
        Assert.False(Directory.Exists(Path.GetDirectoryName(job.Result.Scratch)));
    }

    [Fact]
    public async Task Run_WhileAnotherJobRuns_Throws()
    {
        await using IEngine engine = Create();
        using var cancel = new CancellationTokenSource();
        Task first = engine.RunAsync<Spin, SpinOptions, SpinResult>(Job(new SpinOptions(60)), cancellationToken: cancel.Token);

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Run<ColumnTotals, ColumnTotalsOptions, ColumnTotalsResult>(engine, new()));

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }

    [Fact]
    public async Task Dispose_WhileAJobRuns_CancelsItAndWaits()
    {
        IEngine engine = CreateOwn();
        Task job = engine.RunAsync<Spin, SpinOptions, SpinResult>(Job(new SpinOptions(60)), cancellationToken: Timeout);

        await engine.DisposeAsync();

        Assert.True(job.IsCompleted || await Task.WhenAny(job, Task.Delay(1000, Timeout)) == job);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => job);
        await engine.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(
            () => Run<ColumnTotals, ColumnTotalsOptions, ColumnTotalsResult>(engine, new()));
    }

    [Fact]
    public async Task Run_ViewOfClusters_IsThatOfOneCore()
    {
        const int Rows = 3_000;
        float[,] rows = new float[Rows, 2];
        for (int i = 0; i < Rows; i++)
        {
            rows[i, 0] = (i % 3 * 100) + (i * 37 % 101);
            rows[i, 1] = i * 53 % 97;
        }

        Dataset data = Dataset.FromArray(rows, new DatasetOptions { BlockRows = 64, TestFraction = 0.25 });
        using var folder = new TemporaryFolder();
        string model = Path.Combine(folder.Path, "model.zip");
        await using var serial = new SerialEngine();
        (await new KMeansTrainer(new KMeansOptions { Clusters = 3 }).FitAsync(data, serial, cancellationToken: Timeout)).Save(model);
        var job = new Job<KMeansViewOptions>(new KMeansViewOptions { Rows = 500 }, data)
        {
            Files = new Dictionary<string, string> { [KMeansPredict.ModelFile] = model },
        };
        await using IEngine engine = Create();

        KMeansViewResult view = (await engine.RunAsync<KMeansView, KMeansViewOptions, KMeansViewResult>(job, cancellationToken: Timeout)).Result;

        KMeansViewResult one = (await serial.RunAsync<KMeansView, KMeansViewOptions, KMeansViewResult>(job, cancellationToken: Timeout)).Result;
        Assert.Equal(500, view.RowNumbers.Count);
        Assert.Equal(one.RowNumbers, view.RowNumbers);
        Assert.Equal(one.Values, view.Values);
        Assert.Equal(one.PreparedValues, view.PreparedValues);
        Assert.Equal(one.Labels, view.Labels);
        Assert.Equal(one.Silhouettes!, view.Silhouettes!);
    }

    /// <summary>How the addresses of a cluster's workers begin.</summary>
    protected virtual string WorkersBegin => "tcp://";

    /// <summary>Makes the engine.</summary>
    protected abstract IEngine Create();

    /// <summary>Makes an engine whose session is of this test alone.</summary>
    protected virtual IEngine CreateOwn() => Create();

    private static void RequirePlausible(PhaseMeasurement phase, long machineBytes)
    {
        Assert.True(phase.WallSeconds > 0);
        Assert.True(phase.CpuSeconds >= 0);
        Assert.True(phase.ReadBytes >= 0);
        Assert.InRange(phase.CollectiveSeconds, 0, phase.WallSeconds);
        Assert.InRange(phase.PeakResidentBytes, Math.Max(phase.StartResidentBytes, phase.EndResidentBytes), machineBytes);
        Assert.InRange(phase.StartResidentBytes, 1 << 20, machineBytes);
        Assert.InRange(phase.EndResidentBytes, 1 << 20, machineBytes);
    }

    private static Job<TOptions> Job<TOptions>(TOptions options)
    {
        float[,] rows = new float[RowCount, 2];
        for (int i = 0; i < RowCount; i++)
        {
            rows[i, 0] = i;
            rows[i, 1] = -3;
        }

        return new Job<TOptions>(options, Dataset.FromArray(rows, new DatasetOptions { BlockRows = 64 }));
    }

    private static Task<JobResult<TResult>> Run<TOperator, TOptions, TResult>(
        IEngine engine, TOptions options, IProgress<JobProgress>? progress = null, string? greeting = null)
        where TOperator : IOperator<TOptions, TResult>, new()
    {
        Job<TOptions> job = Job(options);
        if (greeting is not null)
        {
            job = job with { Files = new Dictionary<string, string> { ["greeting"] = greeting } };
        }

        return engine.RunAsync<TOperator, TOptions, TResult>(job, progress, Timeout);
    }

    /// <summary>The values of the files that all ranks handed over under a name, in the order of the ranks.</summary>
    private static IEnumerable<double> ReadAll<TResult>(JobResult<TResult> job, string name)
    {
        foreach (JobFile file in job.Files.Where(file => file.Name == name))
        {
            using FileStream stream = File.OpenRead(file.Path);
            foreach (double value in NpyFile.ReadDoubles(stream, file.Path).Values)
            {
                yield return value;
            }
        }
    }

    /// <summary>Waits until every rank of <see cref="Spin"/> runs; gives its thread and its scratch folder.</summary>
    private static async Task<string[][]> Started(string folder, int world)
    {
        await Until(() => Directory.GetFiles(folder, "*.started").Length == world, "The ranks did not start.");
        return [.. Directory.GetFiles(folder, "*.started").Select(File.ReadAllLines)];
    }

    private static async Task Until(Func<bool> condition, string otherwise)
    {
        for (int i = 0; !condition(); i++)
        {
            Assert.True(i < 1000, otherwise);
            await Task.Delay(10, Timeout);
        }
    }
}
