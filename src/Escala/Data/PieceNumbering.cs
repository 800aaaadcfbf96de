namespace Escala.Data;

/// <summary>
/// Numbers the rows of pieces whose numbers only reading tells: every rank counts its own, and all learn the counts. A file with a
/// line break within quotes, or with two kinds of line breaks, cannot be cut; the rank that has most of it then reads it whole.
/// </summary>
internal sealed class PieceNumbering
{
    private const int Figures = 4;

    private readonly DataPlan _plan;
    private readonly IPieceReader _reader;
    private readonly IReadOnlyList<DataPiece>[] _pieces;

    /// <summary>Prepares it; nothing is read yet.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="world">The number of ranks.</param>
    /// <param name="reader">Reads the plan's files.</param>
    public PieceNumbering(DataPlan plan, int world, IPieceReader reader)
    {
        _plan = plan;
        _reader = reader;
        _pieces = [.. Enumerable.Range(0, world).Select(rank => plan.PiecesOf(rank, world))];

        // A rank alone numbers its rows as it reads them.
        IsNeeded = world > 1 && _pieces.Any(pieces => pieces.Any(piece => piece.FileFirstRow is null || piece.StartByte is not null));
    }

    /// <summary>Whether anything has to be counted.</summary>
    public bool IsNeeded { get; }

    /// <summary>A rank's pieces with their row numbers.</summary>
    /// <param name="rank">The 0-based rank.</param>
    /// <param name="gather">Collects what every rank has, in the order of the ranks. All ranks call it equally often.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DatasetException">A file cannot be read, or has changed.</exception>
    public IReadOnlyList<DataPiece> PiecesOf(int rank, Func<long[], long[][]> gather, CancellationToken cancellationToken) =>
        IsNeeded ? Number(count => gather(count(rank)), cancellationToken)[rank] : _pieces[rank];

    /// <summary>The pieces of all ranks with their row numbers, counted by this process alone.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DatasetException">A file cannot be read, or has changed.</exception>
    public IReadOnlyList<IReadOnlyList<DataPiece>> All(CancellationToken cancellationToken) =>
        IsNeeded ? Number(count => [.. Enumerable.Range(0, _pieces.Length).Select(count)], cancellationToken) : _pieces;

    /// <param name="countAll">Has every rank count, and gives what each one counted.</param>
    /// <param name="cancellationToken">Ends it.</param>
    private IReadOnlyList<DataPiece>[] Number(Func<Func<int, long[]>, long[][]> countAll, CancellationToken cancellationToken)
    {
        long[][] figures = countAll(rank => [.. _pieces[rank].SelectMany(piece => CountRange(piece, cancellationToken).ToArray())]);
        CountedPiece[][] counted = [.. _pieces.Zip(figures, (pieces, numbers) =>
            pieces.Zip(numbers.Chunk(Figures), (piece, chunk) => new CountedPiece(piece, ByteRangeCounts.From(chunk))).ToArray())];
        counted = CountedPiece.WithWholeFiles(counted, _plan.Files);
        if (counted.Any(pieces => pieces.Any(piece => piece.NeedsCount(_plan.Files))))
        {
            long[][] rows = countAll(rank => [.. counted[rank].Select(piece => CountWhole(piece, cancellationToken))]);
            counted = [.. counted.Zip(rows, (pieces, numbers) =>
                pieces.Zip(numbers, (piece, count) => piece with { Counts = piece.Counts with { Rows = count } }).ToArray())];
        }

        return CountedPiece.Number(counted, _plan.Files);
    }

    private ByteRangeCounts CountRange(DataPiece piece, CancellationToken cancellationToken) =>
        piece is { StartByte: long start, EndByte: long end }
            ? ((IByteRangeReader)_reader).Count(_plan.Files[piece.FileIndex], start, end, cancellationToken)
            : ByteRangeCounts.None;

    private long CountWhole(CountedPiece counted, CancellationToken cancellationToken) => counted.NeedsCount(_plan.Files)
        ? _reader.CountRows(_plan.Files[counted.Piece.FileIndex], cancellationToken)
        : counted.Counts.Rows;
}
