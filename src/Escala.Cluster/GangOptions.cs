namespace Escala.Cluster;

/// <summary>What every engine of a cluster is told: how ranks run there.</summary>
public abstract record GangOptions
{
    /// <summary>Names the folder of the program that ranks run where <see cref="WorkerFolder"/> does not.</summary>
    public const string WorkerVariable = "ESCALA_WORKER";

    /// <summary>
    /// The ranks of a job, one per worker; at least 1. Default null: as many as this machine has processors where the cluster is our
    /// own, all workers of another one.
    /// </summary>
    public int? Workers { get; init; }

    /// <summary>The threads of a rank, at least 1. Default null: 1 where the cluster is our own, as many as the workers have elsewhere.</summary>
    public int? Threads { get; init; }

    /// <summary>The Python that speaks with the cluster. Default: <c>/usr/bin/python3</c>.</summary>
    public string Python { get; init; } = "/usr/bin/python3";

    /// <summary>
    /// The folder of the program that ranks run, with its <c>manifest.json</c>. Default null: the folder that
    /// <see cref="WorkerVariable"/> names, else <c>worker</c> beside the program that runs.
    /// </summary>
    public string? WorkerFolder { get; init; }

    /// <summary>Whether the rows of files are sent to the ranks, which then need not see the files. Default false.</summary>
    public bool Ship { get; init; }

    /// <summary>How long is waited for what.</summary>
    public GangDeadlines Deadlines { get; init; } = new();

    /// <summary>Checks everything that can be checked without the cluster.</summary>
    /// <exception cref="InvalidOptionsException">One or more options are outside what they may be; all are named.</exception>
    public void Validate()
    {
        List<string> faults = [.. Faults()];
        string record = GetType().Name;
        if (Workers < 1)
        {
            faults.Add($"Workers of {record} must be at least 1, but was {Workers}. Leave it out to use all workers.");
        }

        if (Threads < 1)
        {
            faults.Add($"Threads of {record} must be at least 1, but was {Threads}. Leave it out to use those of the workers.");
        }

        if (faults.Count > 0)
        {
            throw new InvalidOptionsException(faults);
        }
    }

    /// <summary>What is wrong with the options of one kind of cluster; nothing where all is well.</summary>
    private protected abstract IEnumerable<string> Faults();
}
