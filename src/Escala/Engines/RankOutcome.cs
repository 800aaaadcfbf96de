using Escala.Measurement;

namespace Escala.Engines;

/// <summary>What one rank gave.</summary>
/// <param name="Result">Its result.</param>
/// <param name="Measurement">What it used.</param>
/// <param name="Files">The files it handed over.</param>
internal sealed record RankOutcome<TResult>(TResult Result, RankMeasurement Measurement, IReadOnlyList<JobFile> Files);
