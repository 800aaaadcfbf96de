using System.CommandLine;

namespace Escala.Cli.Options;

/// <summary>The options about clusters, but for the Python, which peers may share.</summary>
internal sealed class ClusterOptions
{
    /// <summary>The name of the option about the number of workers.</summary>
    public const string WorkersName = "--workers";

    /// <summary>The name of the option that sends rows.</summary>
    public const string ShipName = "--ship";

    /// <summary>The name of the option that says where Spark is.</summary>
    public const string SparkHomeName = "--spark-home";

    private readonly Option<int?> _workers = CliOption.Number<int>(
        WorkersName,
        "N",
        "The ranks, one per worker, at least 1. Without it: as many as there are processors here, or all workers at an address.");

    private readonly Option<bool> _ship = CliOption.Switch(
        ShipName, "Send the rows of files to the ranks, which then need not see the files.");

    private readonly Option<string?> _authority = CliOption.Text(
        "--dask-ca", "FILE", "The authority that signed the cluster's certificates, PEM. For tls:// only, and needed there.");

    private readonly Option<string?> _certificate = CliOption.Text(
        "--dask-cert", "FILE", "The certificate to show to the cluster, PEM. For tls:// only, and needed there.");

    private readonly Option<string?> _key = CliOption.Text(
        "--dask-key", "FILE", "The key of that certificate, PEM. For tls:// only, and needed there.");

    private readonly DeadlineOptions _daskDeadlines = new(
        EngineChoice.Dask, "How long to wait for the scheduler's answer, and for a cluster that is started here.");

    private readonly Option<string?> _sparkHome = CliOption.Text(
        SparkHomeName, "DIR", "The folder of Spark. Without it: the one that SPARK_HOME names, a Python's pyspark, or that of spark-submit in PATH.");

    private readonly Option<IReadOnlyDictionary<string, string>?> _sparkConfiguration = CliOption.Pairs(
        "--spark-conf", "A setting of Spark, such as spark.executor.memory=2g.");

    private readonly Option<int?> _sparkPort = CliOption.Number<int>(
        "--spark-control-port", "N", "The port of this machine that executors connect to, from 1 to 65535. Without it: a free one.");

    private readonly DeadlineOptions _sparkDeadlines = new(
        EngineChoice.Spark, "How long to wait for the application and its executors, and for a cluster that is started here.");

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> All =>
    [
        _workers, _ship, _authority, _certificate, _key, .. _daskDeadlines.All, _sparkHome, _sparkConfiguration, _sparkPort,
        .. _sparkDeadlines.All,
    ];

    /// <summary>What was chosen.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="python">The Python that was named; null for none.</param>
    public ClusterChoice Bind(ParseResult parsed, string? python) => new()
    {
        Workers = parsed.GetValue(_workers),
        Python = python,
        Ship = parsed.GetValue(_ship),
        CertificateAuthority = parsed.GetValue(_authority),
        Certificate = parsed.GetValue(_certificate),
        Key = parsed.GetValue(_key),
        DaskDeadlines = _daskDeadlines.Bind(parsed),
        SparkHome = parsed.GetValue(_sparkHome),
        SparkConfiguration = parsed.GetValue(_sparkConfiguration) ?? new Dictionary<string, string>(),
        SparkPort = parsed.GetValue(_sparkPort),
        SparkDeadlines = _sparkDeadlines.Bind(parsed),
    };
}
