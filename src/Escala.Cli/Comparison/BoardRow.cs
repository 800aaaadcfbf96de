using Escala.Reports.Results;

namespace Escala.Cli.Comparison;

/// <summary>Where one run of a comparison stands.</summary>
/// <param name="Cell">The run.</param>
/// <param name="Run">How it went; null where it has not ended.</param>
/// <param name="Activity">What it does, empty where it has not said so yet; null where it does not run.</param>
internal sealed record BoardRow(ComparisonCell Cell, RunReport? Run, string? Activity);
