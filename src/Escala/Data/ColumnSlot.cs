namespace Escala.Data;

/// <summary>Where in a block the values of one requested column go.</summary>
internal readonly record struct ColumnSlot
{
    private const int LabelSlot = -1;
    private const int WeightSlot = -2;
    private const int GroupSlot = -3;
    private readonly int _slot;

    private ColumnSlot(DataColumn column, int slot)
    {
        Column = column;
        _slot = slot;
    }

    /// <summary>The column.</summary>
    public DataColumn Column { get; }

    /// <summary>The slots of all columns of a request: its features in order, then label, weights and group where it has them.</summary>
    public static IReadOnlyList<ColumnSlot> Of(PieceRequest request)
    {
        var slots = new List<ColumnSlot>(request.Features.Count + 3);
        for (int i = 0; i < request.Features.Count; i++)
        {
            slots.Add(new ColumnSlot(request.Features[i], i));
        }

        if (request.Label is not null)
        {
            slots.Add(new ColumnSlot(request.Label, LabelSlot));
        }

        if (request.Weights is not null)
        {
            slots.Add(new ColumnSlot(request.Weights, WeightSlot));
        }

        if (request.Group is not null)
        {
            slots.Add(new ColumnSlot(request.Group, GroupSlot));
        }

        return slots;
    }

    /// <summary>The distance between the values of two rows.</summary>
    public int Stride(Block block) => _slot >= 0 ? block.FeatureCount : 1;

    /// <summary>The values from a row on: row i's stands at i x <see cref="Stride"/>.</summary>
    public Span<float> From(Block block, int row) => _slot switch
    {
        LabelSlot => block.Labels[row..],
        WeightSlot => block.Weights[row..],
        GroupSlot => block.Groups[row..],
        _ => block.Values[((row * block.FeatureCount) + _slot)..],
    };
}
