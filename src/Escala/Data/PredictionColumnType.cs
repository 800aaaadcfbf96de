namespace Escala.Data;

/// <summary>What the values of a column of predictions are.</summary>
public enum PredictionColumnType
{
    /// <summary>Whole numbers of a magnitude of at most 16,777,216, such as the number of a cluster.</summary>
#pragma warning disable CA1720 // The name of a kind of numbers, beside the others; no type is meant.
    Integer,
#pragma warning restore CA1720

    /// <summary>float32.</summary>
    Number,

    /// <summary>Strings, of which the values are the 0-based indices into <see cref="PredictionColumn.Categories"/>.</summary>
    Category,
}
