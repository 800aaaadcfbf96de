using System.Globalization;
using Escala.Data;

namespace Escala.Tests.Data;

/// <summary>
/// A small format for tests: a first line of <c>name:type</c>, then a line per row, commas between values, nothing for a missing
/// one. Like CSV it knows its number of rows only by reading. A query <c>above N</c> keeps rows whose first value exceeds N.
/// </summary>
internal sealed class LinesReader : IPieceReader
{
    public int Counted { get; private set; }

    public bool SupportsSql { get; init; } = true;

    public bool KnowsRows { get; init; }

    public IReadOnlyList<string> Formats => ["lines", "lines.gz"];

    public DataDescription Describe(IReadOnlyList<string> paths, string? sql, CancellationToken cancellationToken) => new()
    {
        Files = [.. paths.Select(path => new DataFile
        {
            Path = path,
            Format = "lines",
            Bytes = new FileInfo(path).Length,
            Rows = KnowsRows ? Lines(path).Length : null,
        })],
        Columns = Columns(paths[0]),
        Sql = sql,
    };

    public long CountRows(DataFile file, CancellationToken cancellationToken)
    {
        Counted++;
        return Lines(file.Path).Length;
    }

    public IPieceRows Open(PieceRequest request, CancellationToken cancellationToken) => new Rows(request);

    public IReadOnlyList<string> ReadCategories(PieceRequest request, CancellationToken cancellationToken) =>
        [.. Texts(request).Where(text => text.Length > 0).Distinct().Order(StringComparer.Ordinal)];

    public TextValue? FindText(PieceRequest request, CancellationToken cancellationToken) =>
        Texts(request)
            .Select((text, row) => new TextValue(row, text))
            .FirstOrDefault(value => !float.TryParse(value.Text, CultureInfo.InvariantCulture, out _));

    private static string[] Lines(string path) => [.. File.ReadAllLines(path).Skip(1)];

    private static DataColumn[] Columns(string path) =>
        [.. File.ReadLines(path).First().Split(',').Select(column => column.Split(':')).Select(parts => new DataColumn
        {
            Name = parts[0],
            Type = Enum.Parse<ColumnType>(parts[1]),
            StoredType = parts.Length > 2 ? parts[2] : parts[1].ToUpperInvariant(),
        })];

    private static IEnumerable<string> Texts(PieceRequest request)
    {
        int column = Index(request.File.Path, request.Features[0]);
        return Lines(request.File.Path).Select(line => line.Split(',')[column]);
    }

    private static int Index(string path, DataColumn column) =>
        Array.FindIndex(Columns(path), candidate => candidate.Name == column.Name);

    private sealed class Rows(PieceRequest request) : IPieceRows
    {
        private readonly string[] _lines = Lines(request.File.Path);
        private readonly float _above = request.Sql is null ? float.NegativeInfinity : float.Parse(request.Sql["above ".Length..]);
        private long _next = request.StartRow;

        public bool Read(Block block)
        {
            long end = request.EndRow ?? _lines.Length;
            for (; _next < end && block.RowCount < block.Capacity; _next++)
            {
                string[] values = _lines[_next].Split(',');
                if (Value(request.Features[0], values) <= _above)
                {
                    continue;
                }

                int row = block.RowCount++;
                block.RowNumbers[row] = _next;
                for (int i = 0; i < request.Features.Count; i++)
                {
                    block.Row(row)[i] = Value(request.Features[i], values);
                }

                if (request.Label is not null)
                {
                    block.Labels[row] = Value(request.Label, values);
                }

                if (request.Weights is not null)
                {
                    block.Weights[row] = Value(request.Weights, values);
                }

                if (request.Group is not null)
                {
                    block.Groups[row] = Value(request.Group, values);
                }
            }

            return _next < end;
        }

        public void Dispose()
        {
        }

        private float Value(DataColumn column, string[] values)
        {
            string text = values[Index(request.File.Path, column)];
            if (column.Categories is not null)
            {
                int category = column.Categories.ToList().IndexOf(text);
                return category < 0 ? float.NaN : category;
            }

            return text.Length == 0 ? float.NaN : float.Parse(text, CultureInfo.InvariantCulture);
        }
    }
}
