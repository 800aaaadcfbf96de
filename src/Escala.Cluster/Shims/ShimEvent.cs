using System.Text.Json.Serialization;

namespace Escala.Cluster.Shims;

/// <summary>What a shim says unasked.</summary>
/// <param name="Event">What happened: <c>line</c>, <c>ended</c>, <c>lost</c>, <c>stuck</c>, <c>unreachable</c>.</param>
/// <param name="Job">The job; null where it concerns all.</param>
/// <param name="Rank">The rank; null where it concerns all.</param>
/// <param name="Line">What the rank said.</param>
/// <param name="Exit">The exit code of its process; a signal as a negative number.</param>
/// <param name="Stderr">The end of what its process wrote to stderr.</param>
/// <param name="Worker">The worker's address.</param>
/// <param name="Reason">Why.</param>
internal sealed record ShimEvent(
    [property: JsonPropertyName("event")] string Event, string? Job, int? Rank, string? Line, int? Exit, string? Stderr, string? Worker, string? Reason);
