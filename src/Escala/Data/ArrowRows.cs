using Apache.Arrow;

namespace Escala.Data;

/// <summary>The rows of a piece of an Arrow IPC file.</summary>
internal sealed class ArrowRows : IPieceRows
{
    private readonly IReadOnlyList<ColumnSlot> _slots;
    private readonly Dictionary<string, int>?[] _categories;
    private readonly int[] _fields;
    private readonly ArrowColumn[] _columns;
    private readonly ArrowBatches _batches;
    private readonly long _end;
    private long _next;

    public ArrowRows(PieceRequest request, ArrowLayout layout, CancellationToken cancellationToken)
    {
        _slots = ColumnSlot.Of(request);
        _categories = [.. _slots.Select(slot => Categories(slot.Column))];
        _next = request.StartRow;
        _end = Math.Min(request.EndRow ?? layout.Rows, layout.Rows);
        _batches = new ArrowBatches(request.File.Path, layout, request.StartRow, cancellationToken);
        string[] names = [.. _batches.Schema.FieldsList.Select(field => field.Name)];
        _fields = [.. _slots.Select(slot => System.Array.IndexOf(names, slot.Column.Name))];
        _columns = new ArrowColumn[_slots.Count];
    }

    public bool Read(Block block)
    {
        while (block.RowCount < block.Capacity && _next < _end)
        {
            while (_batches.Current is null || _next >= _batches.FirstRow + _batches.Current.Length)
            {
                OpenBatch();
            }

            int first = (int)(_next - _batches.FirstRow);
            int count = (int)Math.Min(Math.Min(block.Capacity - block.RowCount, _end - _next), _batches.Current.Length - first);
            _batches.Guard(() => Copy(first, count, block));
            block.NumberRows(block.RowCount, count, _next);
            block.RowCount += count;
            _next += count;
        }

        return _next < _end;
    }

    public void Dispose() => _batches.Dispose();

    private static Dictionary<string, int>? Categories(DataColumn column) =>
        column.Categories?.Index().ToDictionary(category => category.Item, category => category.Index, StringComparer.Ordinal);

    private void OpenBatch()
    {
        _batches.MoveNext();
        for (int i = 0; i < _columns.Length; i++)
        {
            IArrowArray values = _batches.Current!.Column(_fields[i]);
            Dictionary<string, int>? categories = _categories[i];
            _columns[i] = _batches.Guard(() => new ArrowColumn(values, categories));
        }
    }

    private int Copy(int first, int count, Block block)
    {
        for (int i = 0; i < _columns.Length; i++)
        {
            _columns[i].Copy(first, count, _slots[i].From(block, block.RowCount), _slots[i].Stride(block));
        }

        return count;
    }
}
