using Escala.Measurement;

namespace Escala.Cli.Comparison.Peers;

/// <summary>What every peer's Python file answers, beside its files.</summary>
internal abstract record PeerAnswer
{
    /// <summary>The time from the start of the process to its first phase: Python and its imports.</summary>
    public required double StartUpSeconds { get; init; }

    /// <summary>What it used, by phase.</summary>
    public required IReadOnlyList<PhaseMeasurement> Phases { get; init; }

    /// <summary>What it used over time.</summary>
    public required IReadOnlyList<ResourceSample> Samples { get; init; }

    /// <summary>Its software and the versions.</summary>
    public required IReadOnlyDictionary<string, string> Versions { get; init; }
}
