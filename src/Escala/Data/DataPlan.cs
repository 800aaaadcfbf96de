namespace Escala.Data;

/// <summary>
/// The data of a job as metadata: which files, which columns, which rows. It is what a driver sends to ranks; it holds no rows.
/// </summary>
public sealed record DataPlan
{
    /// <summary>The files, in the order that numbers the rows; none in <see cref="Dataset.None"/>.</summary>
    public required IReadOnlyList<DataFile> Files { get; init; }

    /// <summary>
    /// The query that was asked for, or null. Where it cannot be applied to pieces (<see cref="Sql"/> is then null) it was run
    /// before, and <see cref="Files"/> hold its result. It is what a model keeps, to be asked again of other data.
    /// </summary>
    public string? Query { get; init; }

    /// <summary>The query applied to each piece (a projection and filter of <c>data</c>), or null.</summary>
    public string? Sql { get; init; }

    /// <summary>The columns to train on, in order; at least one where there are files.</summary>
    public required IReadOnlyList<DataColumn> Features { get; init; }

    /// <summary>The label column, or null.</summary>
    public DataColumn? Label { get; init; }

    /// <summary>The column of sample weights, or null when every row weighs 1.</summary>
    public DataColumn? Weights { get; init; }

    /// <summary>
    /// The column of the groups that rows are ranked in, or null. Rows of a group follow one another; neither the split nor the
    /// pieces of ranks cut a group.
    /// </summary>
    public DataColumn? Group { get; init; }

    /// <summary>What happens to rows with missing values.</summary>
    public MissingValues Missing { get; init; }

    /// <summary>Which rows are used, and which of them validate and test.</summary>
    public RowSelection Selection { get; init; } = RowSelection.All;

    /// <summary>The rows of a block.</summary>
    public int BlockRows { get; init; } = 8_192;

    /// <summary>The size of all files in bytes.</summary>
    public long Bytes => Files.Sum(file => file.Bytes);

    /// <summary>The rows of all files; null where only reading tells those of one.</summary>
    internal long? Rows => Files.Aggregate((long?)0, (sum, file) => sum + file.Rows);

    /// <summary>
    /// Whether only the driver has the rows, wherever the ranks are: rows in memory, or the result of a query that was run as a whole.
    /// </summary>
    internal bool IsOnDriverOnly => HasFiles && (Files[0].Path == MemoryReader.Path || (Query is not null && Sql is null));

    /// <summary>Whether there is anything to read.</summary>
    internal bool HasFiles => Files.Count > 0;

    /// <summary>
    /// The pieces that a rank reads. Taken over all ranks they are all rows, each once, in order: rank r's rows come before rank
    /// r + 1's. Cuts are between row groups where there are at least as many of these as ranks, and between rows otherwise. Where
    /// the rows of a file are not known, ranks share ranges of bytes where the files have them, and else whole files by their size in
    /// bytes. Where rows have groups, cuts are between groups, so that there may be none for some ranks.
    /// </summary>
    /// <param name="rank">The 0-based rank.</param>
    /// <param name="world">The number of ranks, at least 1.</param>
    /// <returns>The pieces in order; none where there are fewer rows, groups, or whole files than ranks.</returns>
    public IReadOnlyList<DataPiece> PiecesOf(int rank, int world)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(world, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(rank);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rank, world);
        return PieceCuts.Pieces(Files, rank, world, keepsRowGroups: Group is not null);
    }

    /// <summary>What a reader is asked for to read one piece of the plan.</summary>
    /// <param name="piece">A piece of this plan.</param>
    /// <param name="threads">The cores that reading may use, at least 1.</param>
    internal PieceRequest RequestFor(DataPiece piece, int threads) => new()
    {
        File = Files[piece.FileIndex],
        StartRow = piece.StartRow,
        EndRow = piece.EndRow,
        StartByte = piece.StartByte,
        EndByte = piece.EndByte,
        Sql = Sql,
        Features = Features,
        Label = Label,
        Weights = Weights,
        Group = Group,
        Threads = threads,
    };

    /// <summary>What a reader is asked for to read one column of a piece of the plan, as its only feature, on all cores.</summary>
    /// <param name="piece">A piece of this plan.</param>
    /// <param name="column">The column.</param>
    internal PieceRequest RequestFor(DataPiece piece, DataColumn column) => new()
    {
        File = Files[piece.FileIndex],
        StartRow = piece.StartRow,
        EndRow = piece.EndRow,
        Sql = Sql,
        Features = [column],
        Threads = Environment.ProcessorCount,
    };
}
