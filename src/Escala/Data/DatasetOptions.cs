namespace Escala.Data;

/// <summary>Which columns and rows of the data are used, and how.</summary>
public sealed record DatasetOptions
{
    /// <summary>The columns to train on, in this order. Default null: every column that has no other use.</summary>
    public IReadOnlyList<string>? Features { get; init; }

    /// <summary>The column with sample weights, numbers of at least 0. Default null: every row weighs 1.</summary>
    public string? Weights { get; init; }

    /// <summary>The column with the labels: what is to be learned, or the true clusters to judge by. Default null: none.</summary>
    public string? Label { get; init; }

    /// <summary>A query over the table <c>data</c>, which is the file. Default null: the file as it is.</summary>
    public string? Sql { get; init; }

    /// <summary>What happens to rows with missing values. Default <see cref="MissingValues.Refuse"/>.</summary>
    public MissingValues Missing { get; init; }

    /// <summary>The share of the rows kept for testing, in [0, 1). Default 0: all rows train.</summary>
    public double TestFraction { get; init; }

    /// <summary>How many rows to use, chosen by seed over all rows of the files. At least 1. Default null: all.</summary>
    public long? SampleRows { get; init; }

    /// <summary>The seed of the split and of the sample. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>The rows read at a time, a multiple of 64 from 64 to 16,777,216. Default 65,536.</summary>
    public int BlockRows { get; init; } = 65_536;
}
