using System.Globalization;
using Escala.Cli.Samples;
using Escala.Cluster;

namespace Escala.Cli.Options;

/// <summary>What was said about a cluster; what was not said is null.</summary>
internal sealed record ClusterChoice
{
    private const double MostSeconds = 7 * 24 * 3600;

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

    /// <summary><c>--dask-connect-seconds</c></summary>
    public double? ConnectSeconds { get; init; }

    /// <summary><c>--dask-queue-seconds</c></summary>
    public double? QueueSeconds { get; init; }

    /// <summary><c>--dask-start-seconds</c></summary>
    public double? StartSeconds { get; init; }

    /// <summary><c>--dask-silence-seconds</c></summary>
    public double? SilenceSeconds { get; init; }

    /// <summary><c>--dask-lease-seconds</c></summary>
    public double? LeaseSeconds { get; init; }

    /// <summary>The options that were given, with their values; null for a switch.</summary>
    public IEnumerable<(string Option, string? Value)> Given
    {
        get
        {
            (string Option, string? Value)[] options =
            [
                (ClusterOptions.WorkersName, Workers?.ToString(CultureInfo.InvariantCulture)),
                (PeerOptions.PythonName, Python),
                ("--dask-ca", CertificateAuthority),
                ("--dask-cert", Certificate),
                ("--dask-key", Key),
                .. Deadlines.Select(deadline => (deadline.Option, deadline.Seconds?.ToString(CultureInfo.InvariantCulture))),
            ];
            return [.. options.Where(option => option.Value is not null), .. Ship ? [(ClusterOptions.ShipName, null)] : NoOptions];
        }
    }

    private static (string Option, string? Value)[] NoOptions => [];

    private IEnumerable<(string Option, double? Seconds)> Deadlines =>
    [
        ("--dask-connect-seconds", ConnectSeconds),
        ("--dask-queue-seconds", QueueSeconds),
        ("--dask-start-seconds", StartSeconds),
        ("--dask-silence-seconds", SilenceSeconds),
        ("--dask-lease-seconds", LeaseSeconds),
    ];

    /// <summary>The Python that is used: the one that was named, or else the launcher's own, or else that of <see cref="DaskOptions"/>.</summary>
    public string UsedPython => Python ?? ProjectHome.OwnPython(ProjectHome.Find()) ?? new DaskOptions().Python;

    /// <summary>Checks the deadlines.</summary>
    /// <exception cref="InvalidOptionsException">At least one is out of range; all are named.</exception>
    public void RequireDeadlines()
    {
        string[] faults =
        [
            .. Deadlines
                .Where(deadline => deadline.Seconds is { } seconds && !(seconds is > 0 and <= MostSeconds))
                .Select(deadline => $"{deadline.Option} must be above 0 and at most {MostSeconds:F0}, but was "
                    + string.Create(CultureInfo.InvariantCulture, $"{deadline.Seconds}. Leave it out for the usual time.")),
        ];
        if (faults.Length > 0)
        {
            throw new InvalidOptionsException(faults);
        }
    }

    /// <summary>The same for the engine of Dask, without address and threads; deadlines must have been checked.</summary>
    public DaskOptions Dask()
    {
        var usual = new DaskOptions();
        GangDeadlines times = usual.Deadlines;
        return usual with
        {
            Workers = Workers,
            Python = UsedPython,
            CertificateAuthority = CertificateAuthority,
            Certificate = Certificate,
            Key = Key,
            Ship = Ship,
            Deadlines = times with
            {
                Connect = Time(ConnectSeconds) ?? times.Connect,
                Queue = Time(QueueSeconds) ?? times.Queue,
                Start = Time(StartSeconds) ?? times.Start,
                Silence = Time(SilenceSeconds) ?? times.Silence,
                Lease = Time(LeaseSeconds) ?? times.Lease,
            },
        };
    }

    private static TimeSpan? Time(double? seconds) => seconds is { } some ? TimeSpan.FromSeconds(some) : null;
}
