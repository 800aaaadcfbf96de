using Escala.Cli.Reports;

namespace Escala.Cli.Comparison;

/// <summary>One engine's run: a process of its own.</summary>
internal sealed record EngineRun
{
    /// <summary>The engine.</summary>
    public required string Engine { get; init; }

    /// <summary>The command that does the same again, quoted for a shell.</summary>
    public required string Command { get; init; }

    /// <summary>The exit code of the process.</summary>
    public required int ExitCode { get; init; }

    /// <summary>The wall time of the whole process, its start and end included.</summary>
    public required double WallSeconds { get; init; }

    /// <summary>What went wrong; null where nothing did.</summary>
    public string? Error { get; init; }

    /// <summary>What the fit answered; null where it failed.</summary>
    public FitReport? Result { get; init; }
}
