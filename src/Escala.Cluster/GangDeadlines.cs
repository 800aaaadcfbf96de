namespace Escala.Cluster;

/// <summary>How long a distributed job waits for what; every wait ends at one of these.</summary>
public sealed record GangDeadlines
{
    /// <summary>For the cluster to answer, and for a cluster of our own to start. Default 60 s.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>For workers that are busy with other work to become free. Default 10 minutes.</summary>
    public TimeSpan Queue { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>For a rank to report after its worker has begun to start it, and for all ranks to meet. Default 60 s.</summary>
    public TimeSpan Start { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>For a sign of life of every rank; each gives one a second. Default 30 s.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a rank lives on without hearing of its driver, which it does every two seconds. Default 15 s.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>For one file to travel to or from a node, and for rows that the cluster holds to be written for the ranks. Default 10 minutes.</summary>
    public TimeSpan Transfer { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>For the ranks of a job that failed or was cancelled to be gone. Default 5 s.</summary>
    public TimeSpan Stop { get; init; } = TimeSpan.FromSeconds(5);
}
