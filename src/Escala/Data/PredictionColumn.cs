namespace Escala.Data;

/// <summary>A column of predictions, beside the row number.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Type">What its values are.</param>
/// <param name="Categories">The strings of a <see cref="PredictionColumnType.Category"/> column, at least one; null for other types.</param>
public sealed record PredictionColumn(string Name, PredictionColumnType Type, IReadOnlyList<string>? Categories = null);
