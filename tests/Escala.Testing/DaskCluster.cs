using System.Diagnostics;
using System.Globalization;

namespace Escala.Testing;

/// <summary>A Dask cluster of real processes on this machine, started by hand as its documentation says, for tests that use one at an address.</summary>
public sealed class DaskCluster : IAsyncDisposable
{
    /// <summary>Names another Python whose Dask tests use.</summary>
    public const string PythonVariable = "ESCALA_TEST_DASK_PYTHON";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly List<Process> _processes = [];
    private readonly string? _collective;

    private DaskCluster(string? collective) => _collective = collective;

    /// <summary>The Python that has Dask.</summary>
    public static string Python =>
        Environment.GetEnvironmentVariable(PythonVariable) is { Length: > 0 } named ? named : "/usr/bin/python3";

    /// <summary>Why there can be no cluster here; null where there can.</summary>
    public static string? WhyNot { get; } = FindWhyNot();

    /// <summary>Whether this process may hide a folder from workers.</summary>
    public static bool CanHide => Environment.UserName == "root" && File.Exists("/usr/bin/unshare");

    /// <summary>The scheduler's address.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The folder that everything of the cluster is in, the ranks' folders too.</summary>
    public string Folder => _folder.Path;

    /// <summary>The scheduler's process.</summary>
    public Process Scheduler => _processes[0];

    /// <summary>The workers' processes (their nannies where they have some), in the order of their names.</summary>
    public IReadOnlyList<Process> Workers => _processes[1..];

    /// <summary>Starts a cluster; its workers come while the caller goes on.</summary>
    /// <param name="workers">How many workers, named 0, 1, ...</param>
    /// <param name="threads">The threads of each.</param>
    /// <param name="hasNannies">Whether a nanny starts a worker anew that died.</param>
    /// <param name="hosts">The loopback address of the scheduler and of each worker; null for 127.0.0.1.</param>
    /// <param name="kernels">What <c>ESCALA_KERNELS</c> is on each worker; null to leave it as it is.</param>
    /// <param name="hidden">A folder that the workers are to see empty; null for none.</param>
    /// <param name="collective">What <c>ESCALA_COLLECTIVE</c> is on each worker; null to leave it as it is.</param>
    /// <param name="tls">The folder of ca.pem, cert.pem and key.pem; null for no TLS.</param>
    public static async Task<DaskCluster> StartAsync(
        int workers,
        int threads = 1,
        bool hasNannies = true,
        IReadOnlyList<string>? hosts = null,
        IReadOnlyList<string>? kernels = null,
        string? hidden = null,
        string? collective = null,
        string? tls = null)
    {
        var cluster = new DaskCluster(collective);
        string[] security = tls is null
            ? []
            : ["--protocol", "tls", "--tls-ca-file", $"{tls}/ca.pem", "--tls-cert", $"{tls}/cert.pem", "--tls-key", $"{tls}/key.pem"];
        string file = Path.Combine(cluster._folder.Path, "scheduler.json");
        string[] scheduler = ["--port", "0", "--scheduler-file", file, "--no-dashboard", "--idle-timeout", "600", "--host", hosts?[0] ?? "127.0.0.1"];
        cluster.Start("scheduler", kernels: null, hidden: null, [.. scheduler, .. security]);
        for (int i = 0; i < workers; i++)
        {
            string host = hosts?[i + 1] ?? "127.0.0.1";
            cluster.Start("worker", kernels?[i], hidden, [.. cluster.WorkerArguments(i, threads, hasNannies, file, host), .. security]);
        }

        cluster.Address = await AddressAsync(file);
        return cluster;
    }

    /// <summary>Finds a part of a job.</summary>
    /// <param name="part"><c>rank</c>, <c>worker</c> (one that has a rank) or <c>shim</c>.</param>
    /// <param name="driver">The process that asked for the job.</param>
    /// <returns>Its process; null where there is none at this moment.</returns>
    public int? Find(string part, int driver) => part switch
    {
        "rank" => ClusterProcesses.Ranks(Folder) is [.., int rank] ? rank : null,
        "worker" => ClusterProcesses.Ranks(Folder) is [.., int rank] ? ClusterProcesses.ParentOf(rank) : null,
        "shim" => ClusterProcesses.Shims(driver) is [int shim] ? shim : null,
        _ => throw new ArgumentException($"A job on Dask has no part '{part}'.", nameof(part)),
    };

    /// <summary>Ends all processes.</summary>
    public async ValueTask DisposeAsync()
    {
        await ClusterProcesses.EndAsync(_processes);
        _folder.Dispose();
    }

    private string[] WorkerArguments(int number, int threads, bool hasNannies, string file, string host) =>
    [
        "--scheduler-file", file,
        "--nthreads", threads.ToString(CultureInfo.InvariantCulture),
        "--name", number.ToString(CultureInfo.InvariantCulture),
        hasNannies ? "--nanny" : "--no-nanny",
        "--no-dashboard",
        "--death-timeout", "120",
        "--host", host,
        "--local-directory", Directory.CreateDirectory(Path.Combine(_folder.Path, $"node-{number}", "local")).FullName,
    ];

    private void Start(string what, string? kernels, string? hidden, string[] arguments)
    {
        string command = hidden is null
            ? "exec \"$0\" \"$@\" >\"$LOG\" 2>&1"
            : "exec unshare --mount sh -c 'mount -t tmpfs none \"$HIDDEN\" && exec \"$0\" \"$@\"' \"$0\" \"$@\" >\"$LOG\" 2>&1";
        var start = new ProcessStartInfo("/bin/sh", ["-c", command, Python, "-m", $"distributed.cli.dask_{what}", .. arguments]);
        start.Environment["LOG"] = Path.Combine(_folder.Path, $"{what}-{_processes.Count}.log");
        start.Environment["HIDDEN"] = hidden;
        if (kernels is not null)
        {
            start.Environment["ESCALA_KERNELS"] = kernels;
        }

        if (_collective is not null)
        {
            start.Environment["ESCALA_COLLECTIVE"] = _collective;
        }

        _processes.Add(Process.Start(start)!);
    }

    private static async Task<string> AddressAsync(string file)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            if (File.Exists(file) && await File.ReadAllTextAsync(file) is { Length: > 0 } text)
            {
                using var json = System.Text.Json.JsonDocument.Parse(text);
                return json.RootElement.GetProperty("address").GetString()!;
            }

            if (watch.Elapsed > Patience)
            {
                throw new TimeoutException("The scheduler did not start.");
            }

            await Task.Delay(20);
        }
    }

    private static string? FindWhyNot()
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(Python, ["-c", "import distributed"]) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : $"{Python} has no Dask. Install python3-distributed.";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return $"{Python} is not there.";
        }
    }
}
