using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Escala.Testing;

/// <summary>
/// A standalone Spark cluster of real processes on this machine, started by hand as its documentation says, for tests that use one at an
/// address.
/// </summary>
public sealed class SparkCluster : IAsyncDisposable
{
    /// <summary>Names the folder of Spark for tests.</summary>
    public const string HomeVariable = "ESCALA_TEST_SPARK_HOME";

    private const string Host = "127.0.0.1";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly List<Process> _processes = [];
    private readonly int _port;
    private readonly string[] _workerSize;
    private readonly bool _isApart;

    private SparkCluster(int cores, string memory, bool isApart)
    {
        _isApart = isApart;
        _workerSize = ["--cores", cores.ToString(CultureInfo.InvariantCulture), "--memory", memory];
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _port = ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The folder of Spark; null where there is none.</summary>
    public static string? Home { get; } = Environment.GetEnvironmentVariable(HomeVariable) is { Length: > 0 } named ? named : null;

    /// <summary>Why there can be no cluster here; null where there can.</summary>
    public static string? WhyNot =>
        Home is null ? $"{HomeVariable} names no Spark. Run the tests by ./test, with SPARK_HOME set."
        : !HasJava ? "There is no java in PATH, which Spark needs."
        : null;

    /// <summary>The master's address.</summary>
    public string Address => $"spark://{Host}:{_port}";

    /// <summary>The folder that everything of the cluster is in, the ranks' folders too.</summary>
    public string Folder => _folder.Path;

    /// <summary>The master's process.</summary>
    public Process Master => _processes[0];

    private int? Executor => _processes[1..]
        .Where(worker => !worker.HasExited)
        .SelectMany(worker => ClusterProcesses.Children(worker.Id))
        .Where(process => ClusterProcesses.CommandLine(process)?.Contains("CoarseGrainedExecutorBackend", StringComparison.Ordinal) == true)
        .Cast<int?>()
        .LastOrDefault();

    /// <summary>The oldest Java that the Spark at <see cref="Home"/> works with.</summary>
    public static int LeastJava => Directory.EnumerateFiles(Path.Combine(Home!, "jars"), "spark-core_*-3.*.jar").Any() ? 8 : 17;

    private static bool HasJava => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "java")));

    /// <summary>What runs for applications on the workers: executors, their Python processes, ranks.</summary>
    public IReadOnlyList<int> OfApplications =>
        [.. ClusterProcesses.WithVariable("TMPDIR", Folder).Except(_processes.Select(process => process.Id))];

    /// <summary>Starts a cluster; its workers come while the caller goes on.</summary>
    /// <param name="workers">How many workers.</param>
    /// <param name="cores">The cores of each.</param>
    /// <param name="memory">The memory that the executors of each may have together, in Java's words.</param>
    /// <param name="isApart">Whether workers are as on machines of their own: each with an address, a folder and no memory shared with others.</param>
    public static async Task<SparkCluster> StartAsync(int workers, int cores = 1, string memory = "512m", bool isApart = false)
    {
        var cluster = new SparkCluster(cores, memory, isApart);
        cluster.Start("master", Host, cluster.Folder, "--host", Host, "--port", cluster._port.ToString(CultureInfo.InvariantCulture), "--webui-port", "0");
        await cluster.MasterListensAsync();
        for (int i = 0; i < workers; i++)
        {
            cluster.StartWorker();
        }

        return cluster;
    }

    /// <summary>Starts one worker more.</summary>
    public void StartWorker()
    {
        int number = _processes.Count;
        string host = _isApart ? $"127.0.0.{number + 1}" : Host;
        string folder = _isApart ? Directory.CreateDirectory(Path.Combine(Folder, $"node-{number}")).FullName : Folder;
        string work = Path.Combine(folder, $"work-{number}");
        Start("worker", host, folder, ["--host", host, "--webui-port", "0", .. _workerSize, "--work-dir", work, Address]);
    }

    /// <summary>Finds a part of a job.</summary>
    /// <param name="part">
    /// <c>rank</c>, <c>executor</c>, <c>worker</c> (one that has an executor), <c>shim</c>, <c>spark-driver</c> (Spark's own process beside the
    /// shim) or <c>master</c>.
    /// </param>
    /// <param name="driver">The process that asked for the job.</param>
    /// <returns>Its process; null where there is none at this moment.</returns>
    public int? Find(string part, int driver) => part switch
    {
        "rank" => ClusterProcesses.Ranks(Folder) is [.., int rank] ? rank : null,
        "executor" => Executor,
        "worker" => Executor is { } executor ? ClusterProcesses.ParentOf(executor) : null,
        "shim" => ClusterProcesses.Shims(driver) is [int shim] ? shim : null,
        "spark-driver" => Find("shim", driver) is { } shim && ClusterProcesses.Children(shim) is [int child] ? child : null,
        "master" => Master.Id,
        _ => throw new ArgumentException($"A job on Spark has no part '{part}'.", nameof(part)),
    };

    /// <summary>Ends all processes.</summary>
    public async ValueTask DisposeAsync()
    {
        await ClusterProcesses.EndAsync(_processes);
        _folder.Dispose();
    }

    private void Start(string what, string host, string folder, params string[] arguments)
    {
        string java = $"org.apache.spark.deploy.{what}.{char.ToUpperInvariant(what[0])}{what[1..]}";
        var start = new ProcessStartInfo(
            "/bin/sh", ["-c", "exec \"$0\" \"$@\" >\"$LOG\" 2>&1", Path.Combine(Home!, "bin", "spark-class"), java, .. arguments]);
        start.Environment["LOG"] = Path.Combine(Folder, $"{what}-{_processes.Count}.log");
        start.Environment["SPARK_LOCAL_IP"] = host;
        start.Environment["SPARK_DAEMON_MEMORY"] = "256m";
        start.Environment["SPARK_DAEMON_JAVA_OPTS"] = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1";
        start.Environment["SPARK_LOCAL_DIRS"] = folder;

        // Executors put the files of ranks there.
        start.Environment["TMPDIR"] = folder;
        if (_isApart)
        {
            start.Environment["ESCALA_COLLECTIVE"] = "sockets";
        }

        _processes.Add(Process.Start(start)!);
    }

    private async Task MasterListensAsync()
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(Host, _port);
                return;
            }
            catch (SocketException) when (watch.Elapsed < Patience)
            {
                await Task.Delay(50);
            }
        }
    }
}
