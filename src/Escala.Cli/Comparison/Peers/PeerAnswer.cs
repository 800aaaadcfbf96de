using Escala.Measurement;

namespace Escala.Cli.Comparison.Peers;

/// <summary>What a peer's Python file answers, beside the files of labels and centroids.</summary>
internal sealed record PeerAnswer
{
    /// <summary>The time from the start of the process to its first phase: Python and its imports.</summary>
    public required double StartUpSeconds { get; init; }

    /// <summary>What it used, by phase.</summary>
    public required IReadOnlyList<PhaseMeasurement> Phases { get; init; }

    /// <summary>What it used over time.</summary>
    public required IReadOnlyList<ResourceSample> Samples { get; init; }

    /// <summary>Its software and the versions.</summary>
    public required IReadOnlyDictionary<string, string> Versions { get; init; }

    /// <summary>The iterations of the restart that was kept.</summary>
    public required int Iterations { get; init; }

    /// <summary>The final inertia of each restart, by its own reckoning.</summary>
    public required IReadOnlyList<double> RestartInertias { get; init; }
}
