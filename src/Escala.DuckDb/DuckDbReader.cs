using Escala.DuckDb.Files;
using Escala.DuckDb.Native;
using Escala.DuckDb.Sql;

namespace Escala.DuckDb;

/// <summary>
/// Reads Parquet, CSV, TSV and JSON, and applies SQL, through DuckDB. CSV and TSV need a line of column names; their separator is
/// the most frequent one of comma, semicolon, tab and bar in that line (a tab for TSV), and values are quoted by <c>"</c>. CSV, TSV
/// and JSON may be compressed: <c>csv.gz</c>. It keeps the results of SQL that had to be run as a whole in a scratch folder until it
/// is disposed, and instances of DuckDB for the next read. All members may be called from several threads at once.
/// </summary>
public sealed class DuckDbReader : IByteRangeReader, IWarmingReader, IDisposable
{
    private readonly Lock _lock = new();
    private readonly ScratchFolder _scratch = new();
    private readonly CompressedFiles _compressed = new();
    private readonly InstancePool _instances = new();
    private Task _warming = Task.CompletedTask;
    private int _results;

    /// <inheritdoc/>
    public IReadOnlyList<string> Formats => FileFormat.Endings;

    /// <inheritdoc/>
    public bool SupportsSql => true;

    /// <inheritdoc/>
    public DataDescription Describe(IReadOnlyList<string> paths, string? sql, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentOutOfRangeException.ThrowIfZero(paths.Count, nameof(paths));
        using DuckDbSession session = OpenSession(Environment.ProcessorCount, cancellationToken);
        List<FileFacts> facts = [.. paths.Select(path => FileFacts.Read(session, path))];
        FileFacts first = facts.Find(file => !file.IsEmpty)
            ?? throw new DatasetException($"{paths[0]} is empty: it has no rows. Give a file with rows.");
        foreach (FileFacts file in facts.Where(file => !file.IsEmpty))
        {
            file.RequireColumnsOf(first);
        }

        var files = facts.ConvertAll(file => file.File);
        return sql is null
            ? new DataDescription { Files = files, Columns = first.Columns }
            : DescribeQuery(sql, files, [.. facts.Where(file => !file.IsEmpty).Select(file => file.File)], cancellationToken);
    }

    /// <inheritdoc/>
    public long CountRows(DataFile file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Rows is long known)
        {
            return known;
        }

        _compressed.RequireComplete(file, cancellationToken);
        using DuckDbSession session = OpenSession(Environment.ProcessorCount, cancellationToken);
        try
        {
            string sql = $"SELECT count(*) FROM {new FileScan(file.Path, file.Format).AsFound()}";
            return session.List(sql, (stream, row) => stream.Int64(0, row))[0];
        }
        catch (DuckDbFailure failure)
        {
            throw ReadFailure.OfFile(session, file, failure);
        }
    }

    /// <inheritdoc/>
    ByteRangeCounts IByteRangeReader.Count(DataFile file, long startByte, long endByte, CancellationToken cancellationToken) =>
        CsvCounting.Count(file, startByte, endByte, cancellationToken);

    /// <inheritdoc/>
    void IWarmingReader.Warm(int threads) => _warming = Task.Run(() =>
    {
        try
        {
            var settings = new SessionSettings { Threads = threads };
            _instances.Return(_instances.Take(settings));
        }
        catch (Exception cause) when (cause is DuckDbFailure or DllNotFoundException or BadImageFormatException)
        {
            // The first read fails likewise, and says so.
        }
    });

    /// <inheritdoc/>
    public IPieceRows Open(PieceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        _compressed.RequireComplete(request.File, cancellationToken);
        DuckDbSession session = OpenSession(request.Threads, cancellationToken);
        CsvPipe? pipe = null;
        try
        {
            pipe = request.StartByte is null ? null : CsvPipe.Open(request);
            PieceQuery piece = PieceQuery.Create(session, request, withRows: false, pipe?.Path);
            List<string> list = FloatColumns.Expressions(session, piece, request.File, request.UsedColumns());
            if (piece.RowColumn is not null)
            {
                list.Add(SqlText.Identifier(piece.RowColumn));
            }

            DuckDbStream stream = session.Stream($"SELECT {string.Join(", ", list)} FROM {piece.Relation}");
            return new PieceRows(request, session, stream, piece.RowColumn is not null, pipe, cancellationToken);
        }
        catch (DuckDbFailure failure)
        {
            session.Dispose();
            pipe?.Dispose();
            throw ReadFailure.OfPiece(request, failure, cancellationToken);
        }
        catch
        {
            session.Dispose();
            pipe?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> ReadCategories(PieceRequest request, CancellationToken cancellationToken)
    {
        static string Sql(PieceQuery piece, string name) =>
            $"SELECT DISTINCT CAST({name} AS VARCHAR) FROM {piece.Relation} WHERE {name} IS NOT NULL";
        List<string> categories = Query(request, Sql, (stream, row) => stream.Text(0, row)!, cancellationToken);
        categories.Sort(StringComparer.Ordinal);
        return categories;
    }

    /// <inheritdoc/>
    public TextValue? FindText(PieceRequest request, CancellationToken cancellationToken)
    {
        static string Sql(PieceQuery piece, string name) =>
            $"""
            SELECT {SqlText.Identifier(piece.RowColumn!)}, CAST({name} AS VARCHAR) FROM {piece.Relation}
            WHERE {name} IS NOT NULL AND TRY_CAST(CAST({name} AS VARCHAR) AS DOUBLE) IS NULL LIMIT 1
            """;
        static TextValue Value(DuckDbStream stream, int row) => new(stream.Int64(0, row), stream.Text(1, row)!);
        return Query(request, Sql, Value, cancellationToken).FirstOrDefault();
    }

    /// <summary>
    /// Removes the scratch folder, and frees what DuckDB keeps between reads. Files of descriptions whose SQL was run as a whole are
    /// gone then.
    /// </summary>
    public void Dispose()
    {
        _warming.Wait();
        _instances.Dispose();
        _scratch.Dispose();
    }

    private DuckDbSession OpenSession(int threads, CancellationToken cancellationToken)
    {
        _warming.Wait(cancellationToken);
        return DuckDbSession.Open(new SessionSettings { Threads = threads }, cancellationToken, _instances);
    }

    private List<T> Query<T>(
        PieceRequest request, Func<PieceQuery, string, string> sql, Func<DuckDbStream, int, T> row, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using DuckDbSession session = OpenSession(request.Threads, cancellationToken);
        try
        {
            PieceQuery piece = PieceQuery.Create(session, request, withRows: true);
            return session.List(sql(piece, SqlText.Identifier(request.Features[0].Name)), row);
        }
        catch (DuckDbFailure failure)
        {
            throw ReadFailure.OfPiece(request, failure, cancellationToken);
        }
    }

    private DataDescription DescribeQuery(string sql, List<DataFile> files, List<DataFile> filled, CancellationToken cancellationToken)
    {
        filled.ForEach(file => _compressed.RequireComplete(file, cancellationToken));
        return new QueryDescription(sql, files, filled).Describe(NewResult, cancellationToken);
    }

    private string NewResult()
    {
        lock (_lock)
        {
            return Path.Combine(_scratch.Path, $"sql-{_results++}.parquet");
        }
    }
}
