namespace Escala.LibXGBoost;

/// <summary>
/// What a booster predicted. The memory is the booster's, and valid on this thread until its next prediction or its disposal: use it,
/// or copy it, before.
/// </summary>
/// <param name="values">The values, row-major.</param>
/// <param name="shape">The lengths of its dimensions, rows first; their product is the number of values.</param>
internal readonly ref struct XGBoostArray(ReadOnlySpan<float> values, ReadOnlySpan<ulong> shape)
{
    /// <summary>The values, row-major.</summary>
    public ReadOnlySpan<float> Values { get; } = values;

    /// <summary>The lengths of its dimensions, rows first; see <see cref="PredictionKind"/>.</summary>
    public ReadOnlySpan<ulong> Shape { get; } = shape;

    /// <summary>The number of rows.</summary>
    public int RowCount => checked((int)Shape[0]);

    /// <summary>The number of values per row, the product of the other dimensions.</summary>
    public int Width => RowCount == 0 ? 0 : Values.Length / RowCount;

    /// <summary>One row's values.</summary>
    /// <param name="index">Its 0-based index.</param>
    public ReadOnlySpan<float> Row(int index) => Values.Slice(index * Width, Width);
}
