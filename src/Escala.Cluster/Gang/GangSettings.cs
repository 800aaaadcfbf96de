using Escala.Cluster.Shims;

namespace Escala.Cluster.Gang;

/// <summary>What an engine of a cluster needs to know of its cluster.</summary>
internal sealed record GangSettings
{
    /// <summary>The engine's name.</summary>
    public required string Engine { get; init; }

    /// <summary>What the cluster is called in messages: its address, or what it is.</summary>
    public required string Cluster { get; init; }

    /// <summary>The Python that has the cluster's library.</summary>
    public required string Python { get; init; }

    /// <summary>The shim, one of the embedded scripts.</summary>
    public required string Script { get; init; }

    /// <summary>The first request, for a folder that a cluster of our own may use.</summary>
    public required Func<string, ShimRequest.Connect> Connect { get; init; }

    /// <summary>The ranks of a job; null for all workers that are there at the begin of the session.</summary>
    public required int? World { get; init; }

    /// <summary>The threads of a rank; null for those of the workers.</summary>
    public required int? Threads { get; init; }

    /// <summary>The folder of the program that ranks run.</summary>
    public required string WorkerFolder { get; init; }

    /// <summary>Whether ranks get their workers only when rows of the cluster are loaded, where some are.</summary>
    public bool PlacesWithRows { get; init; }

    /// <summary>Whether the rows of files are sent to the ranks.</summary>
    public required bool Ship { get; init; }

    /// <summary>How long is waited for what.</summary>
    public required GangDeadlines Deadlines { get; init; }
}
