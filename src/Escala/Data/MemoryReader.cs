using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Escala.Data;

/// <summary>Reads rows in memory as if they were a file.</summary>
internal sealed class MemoryReader(IMemoryTable table) : IPieceReader
{
    /// <summary>What stands in messages where a file's path would.</summary>
    public const string Path = "<memory>";

    private const string Format = "memory";

    /// <inheritdoc/>
    public IReadOnlyList<string> Formats { get; } = [Format];

    /// <inheritdoc/>
    public bool SupportsSql => false;

    /// <summary>Whether several threads may read at a time: nobody's code is called to read a matrix.</summary>
    public bool IsMatrix => table is MatrixTable;

    /// <summary>The table as one file.</summary>
    public DataDescription Describe() => new()
    {
        Files =
        [
            new DataFile
            {
                Path = Path,
                Format = Format,
                Bytes = (long)table.RowCount * table.Columns.Count * sizeof(float),
                Rows = table.RowCount,
            },
        ],
        Columns = table.Columns,
    };

    /// <inheritdoc/>
    public DataDescription Describe(IReadOnlyList<string> paths, string? sql, CancellationToken cancellationToken) => Describe();

    /// <inheritdoc/>
    public long CountRows(DataFile file, CancellationToken cancellationToken) => table.RowCount;

    /// <inheritdoc/>
    public IPieceRows Open(PieceRequest request, CancellationToken cancellationToken) => new Rows(table, request, cancellationToken);

    /// <inheritdoc/>
    public IReadOnlyList<string> ReadCategories(PieceRequest request, CancellationToken cancellationToken) => [];

    /// <inheritdoc/>
    public TextValue? FindText(PieceRequest request, CancellationToken cancellationToken) => null;

    private sealed class Rows : IPieceRows
    {
        /// <summary>Rows copied at a time where columns are copied one by one: a row's values should all be written while it is in the cache.</summary>
        private const int RunRows = 256;

        private readonly IMemoryTable _table;
        private readonly CancellationToken _cancellationToken;
        private readonly IReadOnlyList<ColumnSlot> _slots;
        private readonly int[] _columns;
        private readonly bool _takesWholeRows;
        private readonly int _end;
        private int _next;

        public Rows(IMemoryTable table, PieceRequest request, CancellationToken cancellationToken)
        {
            _table = table;
            _cancellationToken = cancellationToken;
            _slots = ColumnSlot.Of(request);
            string[] names = [.. table.Columns.Select(column => column.Name)];
            _columns = [.. _slots.Select(slot => Array.IndexOf(names, slot.Column.Name))];
            _takesWholeRows = request.Features.Count == _slots.Count && _columns.SequenceEqual(Enumerable.Range(0, names.Length));
            _next = (int)request.StartRow;
            _end = (int)Math.Min(request.EndRow ?? table.RowCount, table.RowCount);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public bool Read(Block block)
        {
            while (block.RowCount < block.Capacity && _next < _end)
            {
                _cancellationToken.ThrowIfCancellationRequested();
                int count = Math.Min(block.Capacity - block.RowCount, _end - _next);
                if (!_takesWholeRows || !_table.TryCopyRows(_next, count, block.Values[(block.RowCount * block.FeatureCount)..]))
                {
                    count = Math.Min(count, RunRows);
                    CopyColumns(block, count);
                }

                Number(block.RowNumbers.Slice(block.RowCount, count), _next);
                block.RowCount += count;
                _next += count;
            }

            return _next < _end;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Number(Span<long> numbers, long first)
        {
            Vector256<long> next = Vector256.Create(0, 1, 2, 3) + Vector256.Create(first);
            int index = 0;
            for (; index + Vector256<long>.Count <= numbers.Length; index += Vector256<long>.Count)
            {
                next.StoreUnsafe(ref numbers[0], (nuint)index);
                next += Vector256.Create((long)Vector256<long>.Count);
            }

            for (; index < numbers.Length; index++)
            {
                numbers[index] = first + index;
            }
        }

        private void CopyColumns(Block block, int count)
        {
            for (int i = 0; i < _columns.Length; i++)
            {
                _table.Copy(_columns[i], _next, count, _slots[i].From(block, block.RowCount), _slots[i].Stride(block));
            }
        }

        public void Dispose()
        {
        }
    }
}
