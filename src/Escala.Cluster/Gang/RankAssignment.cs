using System.Text.Json;
using Escala.Data;

namespace Escala.Cluster.Gang;

/// <summary>What a rank is to do: the first line it reads.</summary>
internal sealed record RankAssignment
{
    /// <summary>The version of Escala that asks; the rank's must be the same.</summary>
    public required string Version { get; init; }

    /// <summary>The job's name, new for every job.</summary>
    public required string Job { get; init; }

    /// <summary>What ranks show each other to be let in.</summary>
    public required string Nonce { get; init; }

    /// <summary>The 0-based rank.</summary>
    public required int Rank { get; init; }

    /// <summary>The number of ranks.</summary>
    public required int World { get; init; }

    /// <summary>The cores it may use.</summary>
    public required int Threads { get; init; }

    /// <summary>The address of its node that the other nodes reach it at.</summary>
    public required string Host { get; init; }

    /// <summary>The operator's name.</summary>
    public required string Operator { get; init; }

    /// <summary>The version of the operator's contract.</summary>
    public required int OperatorVersion { get; init; }

    /// <summary>The operator's options, in the shape of its contract.</summary>
    public required JsonElement Options { get; init; }

    /// <summary>The data, in the shape of <see cref="DataPlanJson"/>.</summary>
    public required JsonElement Plan { get; init; }

    /// <summary>The file of the rank's rows on its node; null where it reads the plan's files.</summary>
    public string? ShippedRows { get; init; }

    /// <summary>The rank's pieces with their row numbers, of which <see cref="ShippedRows"/> has the rows; null where it reads the plan's files.</summary>
    public JsonElement? Pieces { get; init; }

    /// <summary>The files that travel with the job, by name: their paths on the node.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    /// <summary>Whether the job keeps checkpoints.</summary>
    public required bool KeepsCheckpoints { get; init; }

    /// <summary>How long the rank lives on without hearing of its driver.</summary>
    public required TimeSpan Lease { get; init; }

    /// <summary>How long the workers of other ranks may be busy with other work.</summary>
    public required TimeSpan Queue { get; init; }

    /// <summary>How long ranks wait for each other once all are started.</summary>
    public required TimeSpan Start { get; init; }

    /// <summary>How long it waits for a checkpoint to be taken.</summary>
    public required TimeSpan Transfer { get; init; }

    /// <summary>The data.</summary>
    public DataPlan ReadPlan() => Plan.Deserialize(DataPlanJson.Default.DataPlan)!;

    /// <summary>The rank's pieces; null where it reads the plan's files.</summary>
    public IReadOnlyList<DataPiece>? ReadPieces() => Pieces?.Deserialize(DataPlanJson.Default.IReadOnlyListDataPiece);
}
