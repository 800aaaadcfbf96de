namespace Escala.Cluster.Shims;

/// <summary>What a shim answers.</summary>
internal static class ShimReply
{
    /// <summary>The cluster, once it is there.</summary>
    /// <param name="Python">The version of the shim's Python.</param>
    /// <param name="Version">The version of the cluster's library.</param>
    /// <param name="Scheduler">The scheduler's address.</param>
    /// <param name="Workers">The workers.</param>
    public sealed record Connected(string Python, string Version, string Scheduler, IReadOnlyList<ClusterWorker> Workers);

    /// <summary>The workers that are there.</summary>
    /// <param name="Workers">The workers.</param>
    public sealed record WorkerList(IReadOnlyList<ClusterWorker> Workers);

    /// <summary>What the engine's own processes use.</summary>
    /// <param name="Processes">The processes that answered.</param>
    public sealed record Usage(IReadOnlyList<ProcessUsage> Processes);

    /// <summary>Which programs are the best.</summary>
    /// <param name="Levels">What that of each worker is built for; null where its processor can run none.</param>
    public sealed record FoundLevels(IReadOnlyDictionary<string, string?> Levels);

    /// <summary>Where a file is now.</summary>
    /// <param name="Paths">Its path, by worker.</param>
    /// <param name="SentBytes">What had to travel.</param>
    public sealed record Placed(IReadOnlyDictionary<string, string> Paths, long SentBytes);

    /// <summary>What rows of the cluster are like.</summary>
    /// <param name="Columns">Their columns.</param>
    public sealed record Description(IReadOnlyList<HeldColumn> Columns);

    /// <summary>Where rows of the cluster are now.</summary>
    /// <param name="Parts">The rows of each rank.</param>
    public sealed record Loaded(IReadOnlyList<HeldPart> Parts);

    /// <summary>Which ranks of a stopped job are known to be gone.</summary>
    /// <param name="Ended">Those that are.</param>
    /// <param name="Unknown">Those whose worker did not answer.</param>
    public sealed record Stopped(IReadOnlyList<int> Ended, IReadOnlyList<int> Unknown);

    /// <summary>Nothing but that it was done.</summary>
    public sealed record Done;

    /// <summary>A worker of a cluster.</summary>
    /// <param name="Address">Its address.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Host">The address of its node.</param>
    /// <param name="Threads">Its threads.</param>
    public sealed record ClusterWorker(string Address, string Name, string Host, int Threads);

    /// <summary>A column of rows of the cluster.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Type">Its type, as the cluster calls it.</param>
    /// <param name="Kind"><c>number</c>, <c>boolean</c>, or <c>other</c>.</param>
    public sealed record HeldColumn(string Name, string Type, string Kind);

    /// <summary>The rows of one rank.</summary>
    /// <param name="Worker">Its worker.</param>
    /// <param name="Path">The file on that worker's node.</param>
    /// <param name="Rows">How many rows it holds.</param>
    /// <param name="Bytes">Its size.</param>
    public sealed record HeldPart(string Worker, string Path, long Rows, long Bytes);

    /// <summary>What one process uses.</summary>
    /// <param name="Name">What it is.</param>
    /// <param name="Host">Its node.</param>
    /// <param name="ProcessId">Its number there.</param>
    /// <param name="CpuSeconds">Its CPU time since it began.</param>
    /// <param name="ResidentBytes">Its resident memory.</param>
    /// <param name="PeakResidentBytes">Its largest resident memory since the peak was started anew.</param>
    public sealed record ProcessUsage(
        string Name, string Host, int ProcessId, double CpuSeconds, long ResidentBytes, long PeakResidentBytes);
}
