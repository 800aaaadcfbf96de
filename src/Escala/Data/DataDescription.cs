namespace Escala.Data;

/// <summary>What a reader found out about files without reading their rows.</summary>
public sealed record DataDescription
{
    /// <summary>The files in order. Where SQL had to be run as a whole, the one file that holds its result.</summary>
    public required IReadOnlyList<DataFile> Files { get; init; }

    /// <summary>The columns, after the SQL where there is one.</summary>
    public required IReadOnlyList<DataColumn> Columns { get; init; }

    /// <summary>The SQL to apply to each piece; null where there is none or where it was run as a whole.</summary>
    public string? Sql { get; init; }
}
