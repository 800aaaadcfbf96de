namespace Escala.Engines;

/// <summary>How rows are written for other systems: there is nothing to choose.</summary>
public sealed record RowExportOptions;
