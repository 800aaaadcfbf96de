namespace Escala.Data;

/// <summary>What happens to a row with a missing value (null, NaN, or a string that is no category) in a column that is used.</summary>
public enum MissingValues
{
    /// <summary>The read fails and names file, row and column of the first one.</summary>
    Refuse,

    /// <summary>The row is left out, and counted.</summary>
    Drop,

    /// <summary>
    /// Features stay missing, as NaN, for algorithms that know what to do with them; a missing label, weight or group is refused
    /// as by <see cref="Refuse"/>.
    /// </summary>
    Keep,
}
