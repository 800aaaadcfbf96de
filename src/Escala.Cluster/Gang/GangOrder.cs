using System.Text.Json;
using Escala.Data;
using Escala.Engines;

namespace Escala.Cluster.Gang;

/// <summary>A job as a gang is sent it.</summary>
internal sealed record GangOrder
{
    /// <summary>The operator's name.</summary>
    public required string Operator { get; init; }

    /// <summary>The version of its contract.</summary>
    public required int OperatorVersion { get; init; }

    /// <summary>Its options.</summary>
    public required JsonElement Options { get; init; }

    /// <summary>The data.</summary>
    public required Dataset Data { get; init; }

    /// <summary>The files that travel with the job, by name.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    /// <summary>Data that its ranks open by themselves; null where there are none.</summary>
    public IPackable? Packable { get; init; }

    /// <summary>Whether it keeps checkpoints.</summary>
    public required bool KeepsCheckpoints { get; init; }
}
