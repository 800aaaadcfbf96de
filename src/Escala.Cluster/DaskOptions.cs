namespace Escala.Cluster;

/// <summary>Which Dask cluster ranks run on, and how.</summary>
public sealed record DaskOptions
{
    /// <summary>
    /// The scheduler: <c>tcp://HOST:PORT</c> or <c>tls://HOST:PORT</c>. Default null: a cluster of real processes on this machine,
    /// which is started for the session and removed at its end.
    /// </summary>
    public string? Address { get; init; }

    /// <summary>
    /// The ranks of a job, one per worker; at least 1. Default null: as many as this machine has processors where the cluster is our
    /// own, all workers at an address.
    /// </summary>
    public int? Workers { get; init; }

    /// <summary>The threads of a rank, at least 1. Default null: 1 where the cluster is our own, as many as the workers have at an address.</summary>
    public int? Threads { get; init; }

    /// <summary>The Python that has the cluster's Dask. Default: <c>/usr/bin/python3</c>.</summary>
    public string Python { get; init; } = "/usr/bin/python3";

    /// <summary>
    /// The folder of the program that ranks run, with its <c>manifest.json</c>. Default null: the folder that
    /// <see cref="WorkerVariable"/> names, else <c>worker</c> beside the program that runs.
    /// </summary>
    public string? WorkerFolder { get; init; }

    /// <summary>Names the folder of the program that ranks run where <see cref="WorkerFolder"/> does not.</summary>
    public const string WorkerVariable = "ESCALA_WORKER";

    /// <summary>The PEM file of the authority that signed the cluster's certificates; for <c>tls://</c> only.</summary>
    public string? CertificateAuthority { get; init; }

    /// <summary>The PEM file of this client's certificate; for <c>tls://</c> only.</summary>
    public string? Certificate { get; init; }

    /// <summary>The PEM file of this client's key; for <c>tls://</c> only.</summary>
    public string? Key { get; init; }

    /// <summary>Whether the rows of files are sent to the ranks, which then need not see the files. Default false.</summary>
    public bool Ship { get; init; }

    /// <summary>How long is waited for what.</summary>
    public GangDeadlines Deadlines { get; init; } = new();

    /// <summary>Checks everything that can be checked without the cluster.</summary>
    /// <exception cref="InvalidOptionsException">One or more options are outside what they may be; all are named.</exception>
    public void Validate()
    {
        List<string> faults = [];
        bool isTls = Address?.StartsWith("tls://", StringComparison.Ordinal) == true;
        if (Address is not null && !isTls && !Address.StartsWith("tcp://", StringComparison.Ordinal))
        {
            faults.Add($"Address of DaskOptions must be tcp://HOST:PORT or tls://HOST:PORT, but was '{Address}'. Take the scheduler's address.");
        }

        if (Workers < 1)
        {
            faults.Add($"Workers of DaskOptions must be at least 1, but was {Workers}. Leave it out to use all workers.");
        }

        if (Threads < 1)
        {
            faults.Add($"Threads of DaskOptions must be at least 1, but was {Threads}. Leave it out to use those of the workers.");
        }

        string?[] files = [CertificateAuthority, Certificate, Key];
        if (isTls && files.Any(file => file is null))
        {
            faults.Add("CertificateAuthority, Certificate and Key of DaskOptions must be given for tls://, but were not. Name the three PEM files.");
        }
        else if (!isTls && files.Any(file => file is not null))
        {
            faults.Add($"CertificateAuthority, Certificate and Key of DaskOptions must be left out but for tls://, but Address was '{Address}'. "
                + "Use the scheduler's tls:// address.");
        }

        foreach (string file in files.OfType<string>().Where(file => !File.Exists(file)))
        {
            faults.Add($"The PEM files of DaskOptions must exist, but {file} was not found. Correct the path.");
        }

        if (faults.Count > 0)
        {
            throw new InvalidOptionsException(faults);
        }
    }
}
