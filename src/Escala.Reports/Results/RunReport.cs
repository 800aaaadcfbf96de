namespace Escala.Reports.Results;

/// <summary>One run of a comparison: a process of its own, or one of several jobs of an engine's session.</summary>
internal sealed record RunReport
{
    /// <summary>What the run is for.</summary>
    public RunKind Kind { get; init; }

    /// <summary>The engine, the peer or the initialisation, as the command line names it.</summary>
    public required string Name { get; init; }

    /// <summary>The threads that it was given.</summary>
    public required int Threads { get; init; }

    /// <summary>The repetition, from 1.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>The command that does the same again, quoted for a shell; null for what was not run.</summary>
    public string? Command { get; init; }

    /// <summary>The processors that other programs kept busy just before it began; null for what was not run.</summary>
    public double? BackgroundLoad { get; init; }

    /// <summary>The exit code of the process; null for what was not run.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The wall time of the whole process, its start and end included, or of the job in a session; null for what was not run.</summary>
    public double? WallSeconds { get; init; }

    /// <summary>
    /// The time that the session took to start that the runs of this engine share, which is not in <see cref="WallSeconds"/>; null for
    /// a process of its own.
    /// </summary>
    public double? SessionStartUpSeconds { get; init; }

    /// <summary>What went wrong; null where nothing did.</summary>
    public string? Error { get; init; }

    /// <summary>Why it was not run, and the command that would make it possible; null for what was run.</summary>
    public NotRunReport? NotRun { get; init; }

    /// <summary>What the fit answered; null where there is no answer.</summary>
    public FitReport? Result { get; init; }

    /// <summary>More about a run of another system; null for Escala's own.</summary>
    public PeerReport? Peer { get; init; }
}
