using System.Text.Json.Serialization;
using Escala.Engines;
using Escala.Measurement;

namespace Escala.Cluster.Gang;

/// <summary>A line from a rank to its driver.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Hello), "hello")]
[JsonDerivedType(typeof(Tracker), "tracker")]
[JsonDerivedType(typeof(Heartbeat), "heartbeat")]
[JsonDerivedType(typeof(Progress), "progress")]
[JsonDerivedType(typeof(Checkpoint), "checkpoint")]
[JsonDerivedType(typeof(Result), "result")]
[JsonDerivedType(typeof(Failure), "failure")]
internal abstract record RankMessage
{
    /// <summary>The rank runs.</summary>
    /// <param name="ProcessId">Its process.</param>
    /// <param name="Host">The name of its node.</param>
    /// <param name="Kernels">The kernels it uses.</param>
    public sealed record Hello(int ProcessId, string Host, string Kernels) : RankMessage;

    /// <summary>Where the ranks meet; rank 0 says it.</summary>
    /// <param name="Host">The address.</param>
    /// <param name="Port">The port.</param>
    public sealed record Tracker(string Host, int Port) : RankMessage;

    /// <summary>The rank is there.</summary>
    public sealed record Heartbeat : RankMessage;

    /// <summary>How far the rank has come since it said so last.</summary>
    /// <param name="Steps">What it reached, in order; at least one.</param>
    public sealed record Progress(IReadOnlyList<JobProgress> Steps) : RankMessage;

    /// <summary>A checkpoint to take; the rank waits until it is taken.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Path">The file, relative to the rank's scratch folder.</param>
    public sealed record Checkpoint(string Name, string Path) : RankMessage;

    /// <summary>The rank has done its work.</summary>
    /// <param name="Path">The file of the <see cref="RankAnswer"/>, relative to the rank's scratch folder; null where it is in <see cref="Answer"/>.</param>
    /// <param name="Answer">The answer; null where it is too large for a line.</param>
    public sealed record Result(string? Path, RankAnswer? Answer) : RankMessage;

    /// <summary>The rank has failed.</summary>
    /// <param name="Cause">What kind of failure it is.</param>
    /// <param name="Message">What it says.</param>
    /// <param name="Phase">The phase it was in; null before the first and after the last.</param>
    /// <param name="Faults">The faults of options; null for other causes.</param>
    /// <param name="Details">Types and stack of the exception.</param>
    public sealed record Failure(FailureCause Cause, string Message, Phase? Phase, IReadOnlyList<string>? Faults, string Details) : RankMessage;
}
