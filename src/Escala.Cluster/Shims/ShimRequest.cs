using System.Text.Json.Serialization;

namespace Escala.Cluster.Shims;

/// <summary>What a shim is asked. Times are in seconds.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "op")]
[JsonDerivedType(typeof(Connect), "connect")]
[JsonDerivedType(typeof(ListWorkers), "workers")]
[JsonDerivedType(typeof(Measure), "measure")]
[JsonDerivedType(typeof(Describe), "describe")]
[JsonDerivedType(typeof(Load), "load")]
[JsonDerivedType(typeof(FindLevels), "levels")]
[JsonDerivedType(typeof(Put), "put")]
[JsonDerivedType(typeof(Run), "run")]
[JsonDerivedType(typeof(Send), "send")]
[JsonDerivedType(typeof(Fetch), "fetch")]
[JsonDerivedType(typeof(Stop), "stop")]
internal abstract record ShimRequest
{
    /// <summary>The number by which the answer is known; given when it is sent.</summary>
    public int Id { get; init; }

    /// <summary>Connects to a cluster, or starts one.</summary>
    /// <param name="Address">The scheduler; null to start a cluster.</param>
    /// <param name="Cluster">What to start; null at an address.</param>
    /// <param name="Tls">The certificates; null without.</param>
    /// <param name="Deadline">For the answer.</param>
    public sealed record Connect(string? Address, NewCluster? Cluster, Certificates? Tls, double Deadline) : ShimRequest
    {
        /// <summary>The application to start; null where the cluster is not Spark's.</summary>
        public SparkApplication? Spark { get; init; }

        /// <summary>Whether rows of the cluster are loaded before the first job; an application of Spark must know it.</summary>
        public bool HoldsRows { get; init; }
    }

    /// <summary>Asks for the workers that are there.</summary>
    public sealed record ListWorkers : ShimRequest;

    /// <summary>Asks what the engine's own processes use.</summary>
    /// <param name="Reset">Whether their peaks start anew.</param>
    public sealed record Measure(bool Reset) : ShimRequest;

    /// <summary>Asks which columns rows of the cluster have.</summary>
    /// <param name="Source">A query, or the name of a dataset.</param>
    /// <param name="Deadline">For the answer.</param>
    public sealed record Describe(string Source, double Deadline) : ShimRequest;

    /// <summary>Has the rows that were described written as one file per rank.</summary>
    /// <param name="Columns">The 0-based columns to write, in this order.</param>
    /// <param name="RowId">The column that orders the rows; null for none.</param>
    /// <param name="Workers">The worker of each rank; none where the cluster chooses them.</param>
    /// <param name="Deadline">For the whole of it.</param>
    public sealed record Load(IReadOnlyList<int> Columns, int? RowId, IReadOnlyList<string> Workers, double Deadline) : ShimRequest;

    /// <summary>Asks which program is the best for the processors of workers.</summary>
    /// <param name="Levels">What the programs are built for, as the manifest calls it.</param>
    /// <param name="Kernels">The kernels that were asked for; null for the best.</param>
    /// <param name="Workers">The workers.</param>
    public sealed record FindLevels(IReadOnlyCollection<string> Levels, string? Kernels, IReadOnlyList<string> Workers) : ShimRequest;

    /// <summary>Sends a file to the nodes of workers, unless it is there.</summary>
    /// <param name="Hash">Its SHA-256, in hexadecimal digits.</param>
    /// <param name="Path">Where it is here.</param>
    /// <param name="Name">What it is called there.</param>
    /// <param name="Unpack">Whether it is a tar.gz to be unpacked.</param>
    /// <param name="Keep">Whether it stays when the session ends.</param>
    /// <param name="Workers">The workers.</param>
    /// <param name="Deadline">For the whole of it.</param>
    public sealed record Put(string Hash, string Path, string Name, bool Unpack, bool Keep, IReadOnlyList<string> Workers, double Deadline) : ShimRequest;

    /// <summary>Starts the ranks of a job: all, or none.</summary>
    /// <param name="Job">The job.</param>
    /// <param name="Ranks">Its ranks.</param>
    /// <param name="Environment">Variables for the ranks.</param>
    /// <param name="QueueDeadline">For busy workers.</param>
    /// <param name="StartDeadline">For a rank's first line.</param>
    public sealed record Run(
        string Job, IReadOnlyList<PlacedRank> Ranks, IReadOnlyDictionary<string, string> Environment, double QueueDeadline, double StartDeadline)
        : ShimRequest;

    /// <summary>Sends a line to ranks.</summary>
    /// <param name="Job">The job.</param>
    /// <param name="Ranks">The ranks; null for all.</param>
    /// <param name="Line">The line.</param>
    public sealed record Send(string Job, IReadOnlyList<int>? Ranks, string Line) : ShimRequest;

    /// <summary>Fetches a file that a rank made.</summary>
    /// <param name="Job">The job.</param>
    /// <param name="Rank">The rank.</param>
    /// <param name="Path">The file, relative to its scratch folder.</param>
    /// <param name="To">Where it goes here.</param>
    /// <param name="Deadline">For the whole of it.</param>
    public sealed record Fetch(string Job, int Rank, string Path, string To, double Deadline) : ShimRequest;

    /// <summary>Ends a job and removes what it left.</summary>
    /// <param name="Job">The job.</param>
    /// <param name="Grace">How long ranks may take to end by themselves.</param>
    public sealed record Stop(string Job, double Grace) : ShimRequest;

    /// <summary>A cluster to start on this machine.</summary>
    /// <param name="Workers">Its workers.</param>
    /// <param name="Threads">Their threads.</param>
    /// <param name="Folder">Where its files go.</param>
    public sealed record NewCluster(int Workers, int Threads, string Folder);

    /// <summary>An application of Spark.</summary>
    /// <param name="Home">Spark's folder.</param>
    /// <param name="Workers">Its executors; null for as many as the cluster gives.</param>
    /// <param name="Threads">The cores of an executor, and the threads of a rank.</param>
    /// <param name="ControlPort">The port that executors connect to; null for a free one.</param>
    /// <param name="Configuration">Settings of Spark.</param>
    public sealed record SparkApplication(
        string Home, int? Workers, int Threads, int? ControlPort, IReadOnlyDictionary<string, string> Configuration);

    /// <summary>PEM files.</summary>
    /// <param name="Ca">The authority's certificate.</param>
    /// <param name="Cert">This client's.</param>
    /// <param name="Key">Its key.</param>
    public sealed record Certificates(string Ca, string Cert, string Key);

    /// <summary>One rank and its place.</summary>
    /// <param name="Rank">The rank.</param>
    /// <param name="Worker">The worker's address.</param>
    /// <param name="Program">The folder of the program on its node.</param>
    /// <param name="Bootstrap">The first line for the rank.</param>
    public sealed record PlacedRank(int Rank, string Worker, string Program, string Bootstrap);
}
