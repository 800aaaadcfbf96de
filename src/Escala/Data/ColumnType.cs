namespace Escala.Data;

/// <summary>What kind of values a column holds, as far as training is concerned.</summary>
public enum ColumnType
{
    /// <summary>Integers, decimals or floating-point numbers; read as float32.</summary>
    Number,

    /// <summary>True or false; read as 1 or 0.</summary>
    Boolean,

    /// <summary>Strings; read as the 0-based index into <see cref="DataColumn.Categories"/>.</summary>
    Text,

    /// <summary>Dates and times; not read as they are: the SQL of the data turns them into numbers.</summary>
    Timestamp,

    /// <summary>Anything else (lists, structs, blobs ...); not read.</summary>
    Other,
}
