using Escala.Measurement;

namespace Escala.Engines;

/// <summary>What a job gave and what it cost.</summary>
/// <typeparam name="TResult">The operator's result.</typeparam>
public sealed record JobResult<TResult>
{
    /// <summary>Rank 0's result.</summary>
    public required TResult Result { get; init; }

    /// <summary>The engine's name: <c>serial</c>, <c>local</c>.</summary>
    public required string Engine { get; init; }

    /// <summary>The kernels the ranks used: <c>avx512</c>, <c>avx2</c>, <c>portable</c>.</summary>
    public required string Kernels { get; init; }

    /// <summary>How the ranks talked: <c>sharedMemory</c>, <c>sockets</c>; null where they are of one process, or one alone.</summary>
    public string? Collective { get; init; }

    /// <summary>What each rank used, by rank.</summary>
    public required IReadOnlyList<RankMeasurement> Ranks { get; init; }

    /// <summary>The files that ranks handed over, in the order of the ranks. They live until the engine is disposed.</summary>
    public required IReadOnlyList<JobFile> Files { get; init; }

    /// <summary>The time the engine took to start, which its first job waited for; zero where nothing has to start.</summary>
    public required TimeSpan EngineStartUp { get; init; }

    /// <summary>The engine's own processes (scheduler, workers, JVMs); empty where the engine is this process.</summary>
    public IReadOnlyList<EngineProcess> EngineProcesses { get; init; } = [];

    /// <summary>The file with what libraries said while the engine ran; it stays. Null where there is none.</summary>
    public string? LogFile { get; init; }
}
