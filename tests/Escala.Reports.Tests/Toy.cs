using Escala.Clustering;
using Escala.Measurement;
using Escala.Reports.Results;

namespace Escala.Reports.Tests;

/// <summary>Comparisons whose findings can be told by hand. The machine has 4 cores and 1 GiB; 1,000 rows of two features.</summary>
internal static class Toy
{
    /// <summary>The memory of the machine.</summary>
    public const long Memory = 1L << 30;

    private static KMeansOptionsReport Options { get; } = new()
    {
        Clusters = 2,
        Init = "kmeans-parallel",
        Restarts = 1,
        MaxIterations = 300,
        Tolerance = 0.0001,
        Standardize = false,
        Missing = "refuse",
        TestFraction = 0,
        BlockRows = 64,
        Metrics = "all",
        Seed = 7,
    };

    /// <summary>A comparison of some runs.</summary>
    public static ComparisonReport Comparison(params RunReport[] runs) => new()
    {
        Created = new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.FromHours(1)),
        CommandLine = "escala compare kmeans points.csv",
        Machine = new MachineReport
        {
            Cpu = "Toy CPU",
            Cores = 4,
            MemoryBytes = Memory,
            OperatingSystem = "Toy OS",
            Runtime = ".NET 10",
            LoadAverage = [0, 0, 0],
        },
        Workloads = [new KMeansWorkloadReport { Data = "points.csv", Options = Options, Runs = runs }],
    };

    /// <summary>A run that finished.</summary>
    /// <param name="name">The engine, the peer or the initialisation.</param>
    /// <param name="wall">The wall time.</param>
    /// <param name="phases">The wall times of its phases, all of them CPU time of one core; 64 MiB before, 128 MiB at the peak.</param>
    public static RunReport Run(string name, double wall, params (Phase Phase, double Seconds)[] phases) => new()
    {
        Name = name,
        Threads = 1,
        BackgroundLoad = 0.1,
        ExitCode = 0,
        WallSeconds = wall,
        Command = $"escala fit kmeans points.csv --engine {name}",
        Result = new KMeansFitReport
        {
            Engine = name,
            Ranks = 1,
            Threads = 1,
            Kernels = "avx2",
            Rows = 1000,
            Features = ["x", "y"],
            Data = new DataReport { Given = "points.csv", Files = [], Pieces = [], Format = "csv", Bytes = 2048 },
            MachineMemoryBytes = Memory,
            Phases = [.. phases.Select(phase => PhaseOf(phase.Phase, phase.Seconds))],
            Seed = 7,
            Options = Options,
            Metrics = new MetricsReport { Inertia = 10, Silhouette = 0.6 },
            Iterations = 3,
            StopReason = KMeansStopReason.Tolerance,
            History = [12, 11, 10],
            RestartInertias = [10],
            ClusterSizes = [400, 600],
            Digest = new DigestReport("c", "l"),
        },
    };

    /// <summary>A run of local on several threads, each of them busy all the time.</summary>
    public static RunReport Local(int threads, double wall, params (Phase Phase, double Seconds)[] phases)
    {
        RunReport run = Run("local", wall, phases);
        return run with
        {
            Threads = threads,
            Result = run.Result! with
            {
                Threads = threads,
                Phases = [.. run.Result.Phases.Select(phase => phase with { CpuSeconds = phase.CpuSeconds * threads })],
            },
        };
    }

    /// <summary>
    /// A run of dask on several ranks of one thread, a quarter of each phase in communication, with a session that took a time to start
    /// and a scheduler with 10 MiB at rest, 20 MiB at its peak, and 1.5 s of CPU time.
    /// </summary>
    public static RunReport Gang(int ranks, double wall, double startUp, params (Phase Phase, double Seconds)[] phases)
    {
        RankMeasurement[] perRank =
        [
            .. Enumerable.Range(0, ranks).Select(rank => new RankMeasurement
            {
                Rank = rank,
                Host = "node",
                Worker = $"tcp://node:{rank}",
                Threads = 1,
                ReadRows = 1000 / ranks,
                DroppedRows = 0,
                MachineMemoryBytes = Memory,
                Samples = [],
                Phases = [.. phases.Select(phase => MeasurementOf(phase.Phase, phase.Seconds))],
            }),
        ];
        RunReport run = Run("dask", wall, phases);
        return run with
        {
            Threads = ranks,
            SessionStartUpSeconds = startUp,
            Result = run.Result! with
            {
                Ranks = ranks,
                EngineStartUpSeconds = startUp,
                PerRank = perRank,
                Phases = PhaseReport.Of(perRank),
                EngineProcesses = [new EngineProcess("scheduler", 1.5, 10 << 20, 20 << 20)],
            },
        };
    }

    /// <summary>A run with its result changed.</summary>
    public static RunReport With(this RunReport run, Func<KMeansFitReport, KMeansFitReport> change) =>
        run with { Result = change((KMeansFitReport)run.Result!) };

    /// <summary>A run that tries an initialisation.</summary>
    public static RunReport Initialization(string name, double start, double final, double seconds) =>
        Run(name, seconds + 1, (Phase.Init, seconds / 2), (Phase.Fit, seconds / 2)).With(result => result with
        {
            History = [start, final],
            Iterations = 2,
            Metrics = new MetricsReport { Inertia = final },
        }) with
        { Kind = RunKind.Initialization };

    private static PhaseMeasurement MeasurementOf(Phase name, double seconds) => new()
    {
        Name = name,
        WallSeconds = seconds,
        CpuSeconds = seconds,
        CpuPercent = 100,
        StartResidentBytes = 64 << 20,
        EndResidentBytes = 128 << 20,
        PeakResidentBytes = 128 << 20,
        ReadBytes = 512,
        CollectiveSeconds = seconds / 4,
        CollectiveBytes = 64,
    };

    private static PhaseReport PhaseOf(Phase name, double seconds) => new()
    {
        Name = name,
        WallSeconds = seconds,
        CpuSeconds = seconds,
        CpuPercent = 100,
        StartResidentBytes = 64 << 20,
        EndResidentBytes = 128 << 20,
        PeakResidentBytes = 128 << 20,
        ReadBytes = 0,
        CollectiveSeconds = 0,
        CollectiveBytes = 0,
    };
}
