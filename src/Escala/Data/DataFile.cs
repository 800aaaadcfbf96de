using System.Text.Json.Serialization;

namespace Escala.Data;

/// <summary>One file of the data, as metadata.</summary>
public sealed record DataFile
{
    /// <summary>The absolute path; for rows in memory, or of a cluster, a name in angle brackets.</summary>
    public required string Path { get; init; }

    /// <summary>The format's name, which is the file name's ending without the dot: <c>parquet</c>, <c>csv</c>, <c>npy</c>.</summary>
    public required string Format { get; init; }

    /// <summary>The size in bytes as stored.</summary>
    public required long Bytes { get; init; }

    /// <summary>The number of rows, or null where only reading tells (CSV, JSON).</summary>
    public long? Rows { get; init; }

    /// <summary>
    /// The rows at which a reader can start cheaply, ascending, the first one 0: Parquet row groups, Arrow batches. Null where
    /// it can start at any row. Where rows have groups, these are rows at which a group begins, and the first one is 0 unless the
    /// last group of the file before goes on. Where <see cref="Rows"/> is null the file is read from its start.
    /// </summary>
    public IReadOnlyList<long>? RowGroups { get; init; }

    /// <summary>
    /// Whether each line is a row, so that ranks can share the file by ranges of bytes: plain CSV. Whether a line break within
    /// quotes makes it untrue is found out by the ranks, which then give the whole file to one of them. Default false.
    /// </summary>
    public bool HasByteRanges { get; init; }

    /// <summary>Where the one rank that reads them finds rows that its cluster held; null where every rank opens <see cref="Path"/>.</summary>
    [JsonInclude]
    internal NodeRows? OnNode { get; init; }

    /// <summary>What is opened to read it.</summary>
    internal string OpenedPath => OnNode?.Path ?? Path;
}
