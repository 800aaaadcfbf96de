using System.Text.Json;
using Escala.Measurement;

namespace Escala.Cluster.Gang;

/// <summary>What a rank that has done its work says.</summary>
/// <param name="Result">Rank 0's result in the shape of the operator's contract; null from the others.</param>
/// <param name="Measurement">What it used.</param>
/// <param name="Files">The files it hands over: name, and path relative to its scratch folder.</param>
internal sealed record RankAnswer(JsonElement? Result, RankMeasurement Measurement, IReadOnlyList<RankFile> Files)
{
    /// <summary>The collective by which it talked to the other ranks; null where there is none.</summary>
    public string? Collective { get; init; }
}
