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

    /// <summary>
    /// The column with the groups that rows are ranked in: text, or whole numbers of a magnitude below 16,777,216. Rows of a group
    /// must follow one another. A group trains, validates or tests as a whole: the split goes by its first row that is used.
    /// Default null: none.
    /// </summary>
    public string? Group { get; init; }

    /// <summary>A query over the table <c>data</c>, which is the file. Default null: the file as it is.</summary>
    public string? Sql { get; init; }

    /// <summary>What happens to rows with missing values. Default <see cref="MissingValues.Refuse"/>.</summary>
    public MissingValues Missing { get; init; }

    /// <summary>The share of the rows kept for testing, in [0, 1). Default 0: all rows train.</summary>
    public double TestFraction { get; init; }

    /// <summary>
    /// The share of the training rows kept for validation, in [0, 1). Test rows are none of them, and stay the same whatever this
    /// is. Default 0: none.
    /// </summary>
    public double ValidationFraction { get; init; }

    /// <summary>
    /// How many rows to use, chosen by seed over all rows of the files; exactly that many, or all where there are no more. At
    /// least 1. Default null: all. Where <see cref="Sql"/> filters rows, the choice is made over the rows before the filter, so
    /// that fewer remain. Not where rows have groups.
    /// </summary>
    public long? SampleRows { get; init; }

    /// <summary>The seed of the splits and of the sample. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>The rows read at a time, a multiple of 64 from 64 to 16,777,216. Default 8,192.</summary>
    public int BlockRows { get; init; } = 8_192;

    /// <summary>Checks everything that can be checked without the data.</summary>
    /// <exception cref="InvalidOptionsException">One or more options are outside what they may be; all are named.</exception>
    public void Validate()
    {
        List<string> faults = [];
        if (!(TestFraction >= 0 && TestFraction < 1))
        {
            faults.Add(
                $"TestFraction of DatasetOptions must be at least 0 and below 1, but was {TestFraction}. " +
                "Give the share of the rows to keep for testing.");
        }

        if (!(ValidationFraction >= 0 && ValidationFraction < 1))
        {
            faults.Add(
                $"ValidationFraction of DatasetOptions must be at least 0 and below 1, but was {ValidationFraction}. " +
                "Give the share of the training rows to validate with.");
        }

        if (BlockRows < 64 || BlockRows > 16_777_216 || BlockRows % 64 != 0)
        {
            faults.Add(
                $"BlockRows of DatasetOptions must be a multiple of 64 from 64 to 16777216, but was {BlockRows}. " +
                "Leave it out to read 8192 rows at a time.");
        }

        if (SampleRows < 1)
        {
            faults.Add($"SampleRows of DatasetOptions must be at least 1, but was {SampleRows}. Leave it out to use all rows.");
        }

        if (SampleRows is not null && Group is not null)
        {
            faults.Add(
                $"SampleRows of DatasetOptions must be left out where rows have groups, but was {SampleRows}. " +
                "Choose whole groups with a query instead.");
        }

        AddColumnFaults(faults);
        if (faults.Count > 0)
        {
            throw new InvalidOptionsException(faults);
        }
    }

    private void AddColumnFaults(List<string> faults)
    {
        if (Features is { Count: 0 })
        {
            faults.Add(
                "Features of DatasetOptions must be at least one column, but was an empty list. " +
                "Leave it out to use every column that has no other use.");
        }

        foreach (IGrouping<string, string> name in (Features ?? []).GroupBy(name => name).Where(group => group.Count() > 1))
        {
            faults.Add(
                $"Features of DatasetOptions must be different columns, but was a list with '{name.Key}' {name.Count()} times. " +
                "Name each column once.");
        }

        (string Use, string? Column)[] others = [("Label", Label), ("Weights", Weights), ("Group", Group)];
        foreach ((string use, string? column) in others)
        {
            if (column is not null && Features?.Contains(column) == true)
            {
                faults.Add(
                    $"{use} of DatasetOptions must be a column that is not a feature, but was '{column}'. " +
                    "Leave it out of the features, or choose another column.");
            }
        }

        for (int i = 1; i < others.Length; i++)
        {
            (string use, string? column) = others[i];
            if (column is not null && others[..i].FirstOrDefault(other => other.Column == column).Use is { } first)
            {
                faults.Add(
                    $"{use} of DatasetOptions must be another column than {first}, but was '{column}' like it. Choose one use for the column.");
            }
        }
    }
}
