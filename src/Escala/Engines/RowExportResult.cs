namespace Escala.Engines;

/// <summary>What was written for other systems.</summary>
public sealed record RowExportResult
{
    /// <summary>The training rows in the files of all ranks.</summary>
    public required long Rows { get; init; }

    /// <summary>The rows left out because a value was missing.</summary>
    public required long DroppedRows { get; init; }
}
