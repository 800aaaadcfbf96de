namespace Escala.Benchmarks;

/// <summary>
/// Times K-means against scikit-learn: the same rows and first centroids, the same fixed number of iterations, the two sides by
/// turns, each in a process of its own that has read the rows before.
/// </summary>
internal sealed class KMeansBenchmark
{
    private const ulong Seed = 7;
    private readonly string _python;
    private readonly string _peers;
    private readonly string _data;
    private readonly bool _isQuick;
    private readonly RowFiles _files;
    private readonly BenchmarkResults _results;

    /// <param name="python">The Python that has scikit-learn.</param>
    /// <param name="peers">The folder of the peers' programs.</param>
    /// <param name="data">The folder that the rows are kept in.</param>
    /// <param name="isQuick">Whether to take a tenth of the rows.</param>
    public KMeansBenchmark(string python, string peers, string data, bool isQuick)
    {
        (_python, _peers, _data, _isQuick) = (python, peers, data, isQuick);
        _files = new RowFiles(python, peers, data, Seed);
        _results = new BenchmarkResults
        {
            Machine = Machine.Measure(),
            Date = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime),
            Seed = Seed,
            IsQuick = isQuick,
        };
    }

    private int Processes => _isQuick ? 1 : 2;

    private int WarmCalls => _isQuick ? 2 : 5;

    /// <summary>Runs everything.</summary>
    /// <param name="parquet">The flights sample.</param>
    public BenchmarkResults Run(string parquet)
    {
        foreach (Workload full in Workload.All)
        {
            Workload workload = _isQuick ? full.Quick() : full;
            foreach (int threads in (int[])[1, 2])
            {
                _results.Fits.Add(CompareFits(workload, threads));
            }
        }

        _results.Initializations.Add(CompareInitializations());
        Say("reading flights");
        _results.Reads.AddRange(ReadBenchmark.RunAll(parquet, _isQuick ? 3 : 9));
        return _results;
    }

    private static void Say(string what) => Console.Error.WriteLine($"{what} ...");

    private Comparison CompareFits(Workload workload, int threads)
    {
        Say($"workload {workload.Name}, {threads} thread(s)");
        var comparison = new Comparison(workload, threads);
        var command = new WorkerCommand("fit") { Clusters = workload.Clusters, Iterations = workload.Iterations };
        for (int process = 0; process < Processes; process++)
        {
            using WorkerProcess escala = StartEscala(workload, threads);
            using WorkerProcess peer = StartPeer(workload, threads);
            for (int call = 0; call <= WarmCalls; call++)
            {
                comparison.Escala.Add(escala.Ask(command with { Out = Scratch("escala.npy") }), isFirst: call == 0);
                comparison.Peer.Add(peer.Ask(command with { Out = Scratch("peer.npy") }), isFirst: call == 0);
            }

            comparison.Escala.Inertia = Inertia(peer, "escala.npy");
            comparison.Peer.Inertia = Inertia(peer, "peer.npy");
        }

        RequireSameWork(comparison);
        return comparison;
    }

    /// <summary>k-means|| against greedy k-means++, which settle on other centroids: the inertia says how good these are.</summary>
    private Comparison CompareInitializations()
    {
        Workload workload = _isQuick ? Workload.Initialization.Quick() : Workload.Initialization;
        Say("initialisation of workload " + workload.Name);
        var comparison = new Comparison(workload, 1);
        using WorkerProcess escala = StartEscala(workload, 1);
        using WorkerProcess peer = StartPeer(workload, 1);
        for (ulong call = 0; call < (_isQuick ? 2u : 3u); call++)
        {
            var command = new WorkerCommand("init") { Clusters = workload.Clusters, Seed = Seed + call, Out = Scratch("peer.npy") };
            WorkerAnswer answer = escala.Ask(command);
            comparison.Escala.Add(answer, isFirst: false);
            comparison.Escala.Inertia += answer.Inertia / (_isQuick ? 2 : 3);
            comparison.Peer.Add(peer.Ask(command), isFirst: false);
            comparison.Peer.Inertia += Inertia(peer, "peer.npy") / (_isQuick ? 2 : 3);
        }

        return comparison;
    }

    private static void RequireSameWork(Comparison comparison)
    {
        if (comparison.Escala.Iterations != comparison.Peer.Iterations || Math.Abs(comparison.InertiaDifference) > 1e-4)
        {
            throw new InvalidOperationException(
                $"The sides did not do the same on workload {comparison.Workload.Name}: {comparison.Escala.Iterations} and "
                + $"{comparison.Peer.Iterations} iterations, inertia {comparison.Escala.Inertia} and {comparison.Peer.Inertia}.");
        }
    }

    private double Inertia(WorkerProcess peer, string centroids) =>
        peer.Ask(new WorkerCommand("inertia") { Centroids = Scratch(centroids) }).Inertia;

    private WorkerProcess StartEscala(Workload workload, int threads)
    {
        (string rows, string centroids) = _files.Blobs(workload);
        string[] arguments = ["worker", rows, centroids, $"{threads}"];
        return Started(WorkerProcess.Start(threads, Environment.ProcessPath!, arguments));
    }

    private WorkerProcess StartPeer(Workload workload, int threads)
    {
        (string rows, string centroids) = _files.Blobs(workload);
        string[] arguments = [Path.Combine(_peers, "benchmark_sklearn.py"), rows, centroids];
        return Started(WorkerProcess.Start(threads, _python, arguments));
    }

    private WorkerProcess Started(WorkerProcess process)
    {
        foreach ((string name, string version) in process.Versions)
        {
            _results.Versions[name] = version;
        }

        return process;
    }

    private string Scratch(string name) => Path.Combine(_data, name);
}
