namespace Escala.Cluster;

/// <summary>Which Spark cluster ranks run on, and how. One rank per executor.</summary>
public sealed record SparkOptions : GangOptions
{
    /// <summary>Names the folder of Spark where <see cref="SparkHome"/> does not.</summary>
    public const string HomeVariable = "SPARK_HOME";

    /// <summary>What a master may begin with.</summary>
    private static readonly string[] Masters = ["spark://", "local-cluster[", "yarn", "k8s://"];

    /// <summary>What Spark is told because ranks depend on it.</summary>
    private static readonly string[] Owned =
    [
        "spark.master", "spark.executor.cores", "spark.task.cpus", "spark.task.maxFailures", "spark.locality.wait",
        "spark.scheduler.minRegisteredResourcesRatio", "spark.scheduler.barrier.maxConcurrentTasksCheck.interval",
        "spark.dynamicAllocation.enabled", "spark.speculation", "spark.stage.maxConsecutiveAttempts",
    ];

    /// <summary>
    /// The master: <c>spark://HOST:PORT</c>, <c>local-cluster[N,CORES,MEGABYTES]</c>, <c>yarn</c> or <c>k8s://...</c>. Default null: a
    /// standalone cluster of real processes on this machine, which is started for the session and removed at its end.
    /// </summary>
    public string? Master { get; init; }

    /// <summary>The folder of Spark. Default null: the folder that <see cref="HomeVariable"/> names.</summary>
    public string? SparkHome { get; init; }

    /// <summary>
    /// Settings of Spark, such as <c>spark.executor.memory</c>. Default: none. Those that ranks depend on cannot be set; docs/spark.md lists them.
    /// </summary>
    public IReadOnlyDictionary<string, string> Configuration { get; init; } = new Dictionary<string, string>();

    /// <summary>The port of this machine that executors connect to, from 1 to 65,535. Default null: a free one.</summary>
    public int? ControlPort { get; init; }

    /// <summary>The folder of Spark that is used.</summary>
    /// <exception cref="InvalidOptionsException">None is named.</exception>
    internal string UsedHome => Home ?? throw new InvalidOptionsException(
    [
        $"SparkHome of SparkOptions must name Spark's folder, but was not given, and {HomeVariable} is not set. Install Spark, and name its folder.",
    ]);

    private string? Home =>
        SparkHome ?? (Environment.GetEnvironmentVariable(HomeVariable) is { Length: > 0 } named ? Path.GetFullPath(named) : null);

    private protected override IEnumerable<string> Faults()
    {
        if (Master is not null && !Masters.Any(begin => Master.StartsWith(begin, StringComparison.Ordinal)))
        {
            yield return $"Master of SparkOptions must be spark://HOST:PORT, local-cluster[N,CORES,MEGABYTES], yarn or k8s://..., but was '{Master}'.";
        }

        if (Home is not null && !Directory.Exists(Path.Combine(Home, "python")))
        {
            yield return $"SparkHome of SparkOptions must be a folder of Spark, but {Home} has no folder python. Correct the path.";
        }

        if (ControlPort is < 1 or > 65_535)
        {
            yield return $"ControlPort of SparkOptions must be from 1 to 65535, but was {ControlPort}. Leave it out to use a free one.";
        }

        foreach (string name in Configuration.Keys)
        {
            if (Owned.Contains(name))
            {
                yield return $"Configuration of SparkOptions must leave {name} to Escala, because ranks depend on it, but sets it. Leave it out.";
            }
            else if (!name.StartsWith("spark.", StringComparison.Ordinal))
            {
                yield return $"Configuration of SparkOptions must be of settings that begin with 'spark.', but has '{name}'. Correct the name.";
            }
        }
    }
}
