using Escala.Models;

namespace Escala.Benchmarks.Clusters;

/// <summary>What a run on every kind of cluster measures.</summary>
internal abstract record ClusterResults
{
    private const int KMeansIterations = 20;

    public Machine Machine { get; } = Machine.Measure();

    public DateOnly Date { get; } = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    public ulong Seed { get; } = ClusterSetting.Seed;

    /// <summary>Whether this was a short run; such figures are not for the record.</summary>
    public required bool IsQuick { get; init; }

    /// <summary>The load of the machine over 1, 5 and 15 minutes before the first measurement.</summary>
    public string LoadBefore { get; } = Load();

    /// <summary>The same after the last one.</summary>
    public string LoadAfter { get; private set; } = "";

    public SortedDictionary<string, string> Versions { get; } = [];

    /// <summary>Seconds of jobs that do next to nothing, in a session that has run some.</summary>
    public List<double> EmptyJobs { get; } = [];

    /// <summary>The work of K-means.</summary>
    public Workload Workload
    {
        get
        {
            Workload full = Workload.All.Single(workload => workload.Name == "b");
            return (IsQuick ? full.Quick() : full) with { Iterations = KMeansIterations };
        }
    }

    /// <summary>Escala on the cluster, and the others.</summary>
    public List<ClusterSide> KMeans { get; } = [];

    /// <summary>The cluster, in words.</summary>
    public abstract string Name { get; }

    /// <summary>The figures that have a target.</summary>
    public abstract IEnumerable<ClusterTarget> Targets { get; }

    /// <summary>Notes what is known at the end.</summary>
    public void Close(ClusterSetting setting)
    {
        LoadAfter = Load();
        setting.Versions["escala"] = EscalaVersion.Current;
        setting.Versions["dotnet"] = Environment.Version.ToString();
        foreach ((string name, string version) in setting.Versions)
        {
            Versions[name] = version;
        }
    }

    private static string Load() => string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]);
}
