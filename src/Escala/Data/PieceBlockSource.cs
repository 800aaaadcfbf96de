namespace Escala.Data;

/// <summary>Reads the pieces of one rank into blocks. Every block is full but the last.</summary>
public sealed class PieceBlockSource : IBlockSource
{
    private readonly IReadOnlyList<DataPiece> _pieces;
    private readonly IPieceReader _reader;
    private readonly int _threads;
    private readonly RowScreen _screen;
    private readonly long?[] _fileRows;
    private readonly int _capacity;
    private readonly bool _isWholePlan;

    /// <summary>Creates the source; nothing is read yet.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="pieces">The rank's pieces, in order; see <see cref="DataPlan.PiecesOf"/>. Those of bytes have row numbers.</param>
    /// <param name="reader">Reads the plan's files.</param>
    /// <param name="threads">The cores that reading may use, at least 1.</param>
    public PieceBlockSource(DataPlan plan, IReadOnlyList<DataPiece> pieces, IPieceReader reader, int threads)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(pieces);
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        if (pieces.Any(piece => piece is { StartByte: not null, EndRow: null }))
        {
            throw new ArgumentException("The rows of ranges of bytes must be numbered before they are read.", nameof(pieces));
        }

        Plan = plan;
        _pieces = pieces;
        _reader = reader;
        _threads = threads;
        _screen = new RowScreen(plan);
        _fileRows = [.. plan.Files.Select(file => file.Rows)];
        _isWholePlan = pieces.SequenceEqual(plan.PiecesOf(0, 1));

        // Fewer rows than a block takes need no more memory than they are.
        MostRows = pieces.Aggregate((long?)0, (sum, piece) => sum + (piece.EndRow - piece.StartRow));
        _capacity = (int)Math.Clamp(MostRows ?? plan.BlockRows, 1, plan.BlockRows);
    }

    /// <inheritdoc/>
    public DataPlan Plan { get; }

    /// <inheritdoc/>
    public ReadCounts Counts { get; private set; } = new(0, 0, 0, 0);

    /// <summary>The rows of the pieces, of which some may not be used; null where nobody knows.</summary>
    internal long? MostRows { get; }

    /// <inheritdoc/>
    /// <exception cref="DatasetException">
    /// A file cannot be read, or holds what the plan refuses; or the pieces are the whole plan and no row is left to use.
    /// </exception>
    public IEnumerable<Block> Read(CancellationToken cancellationToken)
    {
        Counts = new ReadCounts(0, 0, 0, 0);
        using var memory = new BlockMemory();
        Block? block = null;
        try
        {
            foreach (DataPiece piece in _pieces)
            {
                long firstRow = piece.FileFirstRow ?? FirstRow(piece.FileIndex, cancellationToken);
                long rowsBefore = Counts.Rows;
                using IPieceRows rows = _reader.Open(Plan.RequestFor(piece, _threads), cancellationToken);
                bool more = true;
                while (more)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    block ??= new Block(
                        _capacity, Plan.Features.Count, Plan.Label is not null, Plan.Weights is not null, Plan.Group is not null, memory);
                    more = Fill(block, rows, piece.FileIndex, firstRow);
                    if (block.RowCount == block.Capacity)
                    {
                        Block full = block;
                        block = null;
                        yield return full;
                    }
                }

                EndPiece(piece, Counts.Rows - rowsBefore);
            }

            if (block is { RowCount: > 0 })
            {
                Block last = block;
                block = null;
                yield return last;
            }
        }
        finally
        {
            block?.Dispose();
        }

        ThrowIfEmpty();
    }

    /// <summary>Cuts the rows into parts that several threads can read at the same time.</summary>
    /// <param name="count">The number of parts, at least 1.</param>
    /// <returns>As many sources, in the order of the rows; null where rows come one after another, or are too few.</returns>
    internal IReadOnlyList<PieceBlockSource>? Parts(int count)
    {
        if (count == 1 || _reader is MemoryReader { IsMatrix: false })
        {
            return null;
        }

        return PieceCuts.Parts(Plan, _pieces, count)?.ConvertAll(pieces => new PieceBlockSource(Plan, pieces, _reader, threads: 1));
    }

    /// <summary>Counts what was read of parts, and refuses them if no row is left, as <see cref="Read"/> would.</summary>
    /// <param name="parts">All parts, read to their ends.</param>
    internal void Take(IReadOnlyList<PieceBlockSource> parts)
    {
        Counts = new ReadCounts(
            parts.Sum(part => part.Counts.Rows),
            parts.Sum(part => part.Counts.Used),
            parts.Sum(part => part.Counts.Dropped),
            parts.Sum(part => part.Counts.Bytes));
        ThrowIfEmpty();
    }

    private bool Fill(Block block, IPieceRows rows, int fileIndex, long firstRow)
    {
        int start = block.RowCount;
        bool more = rows.Read(block);
        int read = block.RowCount - start;
        int dropped = read == 0 ? 0 : _screen.Apply(block, start, Plan.Files[fileIndex], firstRow);
        Counts = Counts with
        {
            Rows = Counts.Rows + read,
            Used = Counts.Used + block.RowCount - start,
            Dropped = Counts.Dropped + dropped,
        };
        return more;
    }

    private void EndPiece(DataPiece piece, long rowsRead)
    {
        DataFile file = Plan.Files[piece.FileIndex];
        RequireRows(piece, file, rowsRead);
        long bytes = piece.EndByte is long endByte
            ? endByte - piece.StartByte!.Value
            : file.Rows is > 0 and long rows && piece.EndRow is long end
            ? (long)((Int128)file.Bytes * end / rows) - (long)((Int128)file.Bytes * piece.StartRow / rows)
            : file.Bytes;
        Counts = Counts with { Bytes = Counts.Bytes + bytes };

        // A query may filter, so that what it gave is no count of the file's rows.
        if (piece.EndRow is null && Plan.Sql is null)
        {
            _fileRows[piece.FileIndex] ??= rowsRead;
        }
    }

    /// <summary>A file of the same name that has fewer rows than the plan says is another one. A query may filter, and tells nothing.</summary>
    private void RequireRows(DataPiece piece, DataFile file, long rowsRead)
    {
        if (Plan.Sql is null && piece.EndRow - piece.StartRow is long rows && rows != rowsRead)
        {
            throw new DatasetException(
                $"{file.Path} must have {rows} rows from row {piece.StartRow + 1} on, as when it was opened, but has {rowsRead}. Open it again.");
        }
    }

    /// <summary>The global number of a file's row 0; files before it that nobody has counted are counted now, once.</summary>
    private long FirstRow(int fileIndex, CancellationToken cancellationToken)
    {
        long first = 0;
        for (int i = 0; i < fileIndex; i++)
        {
            long rows = _fileRows[i] ?? _reader.CountRows(Plan.Files[i], cancellationToken);
            _fileRows[i] = rows;
            first += rows;
        }

        return first;
    }

    /// <summary>A rank of many may have nothing to read; the whole of the data may not.</summary>
    private void ThrowIfEmpty()
    {
        if (Counts.Used > 0 || !_isWholePlan)
        {
            return;
        }

        string files = string.Join(", ", Plan.Files.Select(file => file.Path));
        throw new DatasetException(Counts switch
        {
            { Rows: 0 } when Plan.Sql is null => $"{files}: there are no rows. Choose data with at least one row.",
            { Rows: 0 } => $"{files}: no row is left by the query '{Plan.Sql}'. Change its filter.",
            { Dropped: > 0 } => $"{files}: every row has a missing value, so all {Counts.Dropped} were dropped. " +
                "Name other columns with --features, or fill the gaps with --sql.",
            _ => $"{files}: none of the {Counts.Rows} rows read is in the sample. Ask for more sample rows.",
        });
    }
}
