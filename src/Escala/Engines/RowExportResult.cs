namespace Escala.Engines;

/// <summary>What was written for other systems, in the files of all ranks.</summary>
public sealed record RowExportResult
{
    /// <summary>The training rows.</summary>
    public required long Rows { get; init; }

    /// <summary>The validation rows; 0 where they were not asked for.</summary>
    public required long ValidationRows { get; init; }

    /// <summary>The test rows; 0 where they were not asked for.</summary>
    public required long TestRows { get; init; }

    /// <summary>The rows left out because a value was missing.</summary>
    public required long DroppedRows { get; init; }
}
