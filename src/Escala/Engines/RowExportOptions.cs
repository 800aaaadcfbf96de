namespace Escala.Engines;

/// <summary>Which rows are written for other systems.</summary>
public sealed record RowExportOptions
{
    /// <summary>Whether the validation and test rows are written too, each part to files of its own. Default false: training rows only.</summary>
    public bool WritesAllParts { get; init; }
}
