using System.IO.Compression;
using Escala.Data;
using Escala.DuckDb;
using Escala.DuckDb.Native;

namespace Escala.Tests.DuckDb;

/// <summary>A folder with small files for one test, removed after it, and a reader.</summary>
public sealed class DataFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("escala-test-").FullName;

    public DuckDbReader Reader { get; } = new();

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string Text(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    public string Zipped(string name, string text)
    {
        using var zip = new GZipStream(System.IO.File.Create(File(name)), CompressionLevel.Fastest);
        zip.Write(System.Text.Encoding.UTF8.GetBytes(text));
        return File(name);
    }

    public string Parquet(string name, string select, string options = "")
    {
        using DuckDbSession session = DuckDbSession.Open(new SessionSettings { Threads = 1 }, CancellationToken.None);
        session.Execute($"COPY ({select}) TO '{File(name).Replace("'", "''")}' (FORMAT parquet{options})");
        return File(name);
    }

    public DataDescription Describe(string path, string? sql = null) => Reader.Describe([path], sql, CancellationToken.None);

    /// <summary>Describes a file and asks for all its columns, or those named.</summary>
    public PieceRequest Request(string path, string? sql = null, params string[] columns)
    {
        DataDescription description = Describe(path, sql);
        return new PieceRequest
        {
            File = description.Files[0],
            Sql = description.Sql,
            Features = columns.Length == 0
                ? description.Columns
                : [.. columns.Select(name => description.Columns.Single(column => column.Name == name))],
        };
    }

    public Table Read(PieceRequest request, int blockRows = 4096)
    {
        using IPieceRows rows = Reader.Open(request, CancellationToken.None);
        var table = new Table([], [], [], []);
        for (bool more = true; more;)
        {
            using var block = new Block(blockRows, request.Features.Count, request.Label is not null, request.Weights is not null);
            more = rows.Read(block);
            for (int i = 0; i < block.RowCount; i++)
            {
                table.Values.Add(block.Row(i).ToArray());
                table.Rows.Add(block.RowNumbers[i]);
            }

            table.Labels.AddRange(block.Labels.IsEmpty ? [] : block.Labels[..block.RowCount].ToArray());
            table.Weights.AddRange(block.Weights.IsEmpty ? [] : block.Weights[..block.RowCount].ToArray());
        }

        return table;
    }

    public Table Read(string path, string? sql = null) => Read(Request(path, sql));

    public void Dispose()
    {
        Reader.Dispose();
        Directory.Delete(Path, recursive: true);
    }

    public sealed record Table(List<float[]> Values, List<long> Rows, List<float> Labels, List<float> Weights)
    {
        public float[] Column(int index) => [.. Values.Select(row => row[index])];
    }
}
