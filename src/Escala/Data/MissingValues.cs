namespace Escala.Data;

/// <summary>What happens to a row with a missing value (null or NaN) in a column that is used.</summary>
public enum MissingValues
{
    /// <summary>The read fails and names file, row and column of the first one.</summary>
    Refuse,

    /// <summary>The row is left out, and counted.</summary>
    Drop,
}
