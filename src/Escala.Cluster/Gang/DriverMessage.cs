using System.Text.Json.Serialization;

namespace Escala.Cluster.Gang;

/// <summary>A line from the driver to a rank, after the <see cref="RankAssignment"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Meet), "meet")]
[JsonDerivedType(typeof(Lease), "lease")]
[JsonDerivedType(typeof(CheckpointTaken), "checkpointTaken")]
[JsonDerivedType(typeof(Exit), "exit")]
internal abstract record DriverMessage
{
    /// <summary>Where the ranks meet.</summary>
    /// <param name="Host">The address.</param>
    /// <param name="Port">The port.</param>
    public sealed record Meet(string Host, int Port) : DriverMessage;

    /// <summary>The driver is there.</summary>
    public sealed record Lease : DriverMessage;

    /// <summary>The driver has a checkpoint on its disk.</summary>
    /// <param name="Name">Its name.</param>
    public sealed record CheckpointTaken(string Name) : DriverMessage;

    /// <summary>The driver has all that it wanted.</summary>
    public sealed record Exit : DriverMessage;
}
