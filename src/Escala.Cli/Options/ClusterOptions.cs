using System.CommandLine;
using Escala.Cluster;

namespace Escala.Cli.Options;

/// <summary>The options about clusters, but for the Python, which peers may share.</summary>
internal sealed class ClusterOptions
{
    /// <summary>The name of the option about the number of workers.</summary>
    public const string WorkersName = "--workers";

    /// <summary>The name of the option that sends rows.</summary>
    public const string ShipName = "--ship";

    private static readonly GangDeadlines Usual = new();

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

    private readonly Option<double?> _connect = Deadline(
        "--dask-connect-seconds", "How long to wait for the scheduler's answer, and for a cluster that is started here.", Usual.Connect);

    private readonly Option<double?> _queue = Deadline(
        "--dask-queue-seconds", "How long to wait for workers that are busy with other work.", Usual.Queue);

    private readonly Option<double?> _start = Deadline(
        "--dask-start-seconds", "How long to wait for a rank to report once its worker starts it, and for all ranks to meet.", Usual.Start);

    private readonly Option<double?> _silence = Deadline(
        "--dask-silence-seconds", "How long a rank may give no sign of life, which is due every second, before the job fails.", Usual.Silence);

    private readonly Option<double?> _lease = Deadline(
        "--dask-lease-seconds", "How long a rank lives on without hearing of this program, which is due every two seconds.", Usual.Lease);

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> All =>
        [_workers, _ship, _authority, _certificate, _key, _connect, _queue, _start, _silence, _lease];

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
        ConnectSeconds = parsed.Given(_connect),
        QueueSeconds = parsed.Given(_queue),
        StartSeconds = parsed.Given(_start),
        SilenceSeconds = parsed.Given(_silence),
        LeaseSeconds = parsed.Given(_lease),
    };

    private static Option<double?> Deadline(string name, string description, TimeSpan usual) =>
        CliOption.Number<double>(name, "S", $"{description} Above 0.", usual.TotalSeconds);
}
