namespace Escala.Data;

/// <summary>
/// The data of a job as metadata: which files, which columns, which rows. It is what a driver sends to ranks; it holds no rows.
/// </summary>
public sealed record DataPlan
{
    /// <summary>The files, in the order that numbers the rows.</summary>
    public required IReadOnlyList<DataFile> Files { get; init; }

    /// <summary>The query applied to each piece (a projection and filter of <c>data</c>), or null.</summary>
    public string? Sql { get; init; }

    /// <summary>The columns to train on, in order; at least one.</summary>
    public required IReadOnlyList<DataColumn> Features { get; init; }

    /// <summary>The label column, or null.</summary>
    public DataColumn? Label { get; init; }

    /// <summary>The column of sample weights, or null when every row weighs 1.</summary>
    public DataColumn? Weights { get; init; }

    /// <summary>What happens to rows with missing values.</summary>
    public MissingValues Missing { get; init; }

    /// <summary>Which rows are used, and which of them test.</summary>
    public RowSelection Selection { get; init; } = RowSelection.All;

    /// <summary>The rows of a block.</summary>
    public int BlockRows { get; init; } = 65_536;

    /// <summary>The size of all files in bytes.</summary>
    public long Bytes => Files.Sum(file => file.Bytes);
}
