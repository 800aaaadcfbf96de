namespace Escala.Data;

/// <summary>A column of the data, after the SQL where there is one.</summary>
public sealed record DataColumn
{
    /// <summary>The column's name.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of its values.</summary>
    public required ColumnType Type { get; init; }

    /// <summary>The type's name in the file, for messages: <c>BIGINT</c>, <c>timestamp[us]</c>, <c>&lt;f4</c>.</summary>
    public required string StoredType { get; init; }

    /// <summary>
    /// The distinct strings of a <see cref="ColumnType.Text"/> column in ordinal order; a value is read as its index, and a
    /// value that is not in the list as missing. Null until a pass over the data made the list, and for other types.
    /// </summary>
    public IReadOnlyList<string>? Categories { get; init; }
}
