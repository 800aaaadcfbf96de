using System.Globalization;
using Escala.Cli.Clusters;
using Escala.Cli.Samples;
using Escala.Cluster;

namespace Escala.Cli.Options;

/// <summary>What was said about clusters; what was not said is null.</summary>
internal sealed record ClusterChoice
{
    /// <summary><c>--workers</c></summary>
    public int? Workers { get; init; }

    /// <summary><c>--python</c></summary>
    public string? Python { get; init; }

    /// <summary><c>--ship</c></summary>
    public bool Ship { get; init; }

    /// <summary><c>--dask-ca</c></summary>
    public string? CertificateAuthority { get; init; }

    /// <summary><c>--dask-cert</c></summary>
    public string? Certificate { get; init; }

    /// <summary><c>--dask-key</c></summary>
    public string? Key { get; init; }

    /// <summary><c>--dask-...-seconds</c></summary>
    public DeadlineChoice DaskDeadlines { get; init; } = new(EngineChoice.Dask);

    /// <summary><c>--spark-home</c></summary>
    public string? SparkHome { get; init; }

    /// <summary><c>--spark-conf</c></summary>
    public IReadOnlyDictionary<string, string> SparkConfiguration { get; init; } = new Dictionary<string, string>();

    /// <summary><c>--spark-control-port</c></summary>
    public int? SparkPort { get; init; }

    /// <summary><c>--spark-...-seconds</c></summary>
    public DeadlineChoice SparkDeadlines { get; init; } = new(EngineChoice.Spark);

    /// <summary>The options that were given.</summary>
    public IEnumerable<GivenOption> Given
    {
        get
        {
            GivenOption[] options =
            [
                new(ClusterOptions.WorkersName, Text(Workers), null),
                new(PeerOptions.PythonName, Python, null),
                new("--dask-ca", CertificateAuthority, EngineChoice.Dask),
                new("--dask-cert", Certificate, EngineChoice.Dask),
                new("--dask-key", Key, EngineChoice.Dask),
                .. DaskDeadlines.Given.Select(given => new GivenOption(given.Option, given.Value, EngineChoice.Dask)),
                new(ClusterOptions.SparkHomeName, SparkHome, EngineChoice.Spark),
                .. SparkConfiguration.Select(pair => new GivenOption("--spark-conf", $"{pair.Key}={pair.Value}", EngineChoice.Spark)),
                new("--spark-control-port", Text(SparkPort), EngineChoice.Spark),
                .. SparkDeadlines.Given.Select(given => new GivenOption(given.Option, given.Value, EngineChoice.Spark)),
            ];
            return [.. options.Where(option => option.Value is not null), .. Ship ? [new GivenOption(ClusterOptions.ShipName, null, null)] : NoOptions];
        }
    }

    private static GivenOption[] NoOptions => [];

    /// <summary>The Python that is used: the one that was named, or else the launcher's own, or else that of <see cref="GangOptions"/>.</summary>
    public string UsedPython => Python ?? ProjectHome.OwnPython(ProjectHome.Find()) ?? new DaskOptions().Python;

    /// <summary>Where to look for Spark.</summary>
    public SparkSearch SparkSearch => new(SparkHome, UsedPython);

    /// <summary>What one engine can have of it.</summary>
    /// <param name="engine">The engine.</param>
    public ClusterChoice For(string engine)
    {
        var none = new ClusterChoice();
        ClusterChoice without = engine == EngineChoice.Dask ? this : this with
        {
            CertificateAuthority = null,
            Certificate = null,
            Key = null,
            DaskDeadlines = none.DaskDeadlines,
        };
        return engine == EngineChoice.Spark ? without : without with
        {
            SparkHome = null,
            SparkConfiguration = none.SparkConfiguration,
            SparkPort = null,
            SparkDeadlines = none.SparkDeadlines,
        };
    }

    /// <summary>The same for the engine of Dask, without address and threads; deadlines must have been checked.</summary>
    public DaskOptions Dask() => new()
    {
        Workers = Workers,
        Python = UsedPython,
        CertificateAuthority = CertificateAuthority,
        Certificate = Certificate,
        Key = Key,
        Ship = Ship,
        Deadlines = DaskDeadlines.Times(),
    };

    /// <summary>The same for the engine of Spark, without master and threads; deadlines must have been checked.</summary>
    public SparkOptions Spark() => new()
    {
        Workers = Workers,
        Python = UsedPython,
        SparkHome = SparkSearch.FindHome(),
        Configuration = SparkConfiguration,
        ControlPort = SparkPort,
        Ship = Ship,
        Deadlines = SparkDeadlines.Times(),
    };

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
