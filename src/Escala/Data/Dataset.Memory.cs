using System.Diagnostics.CodeAnalysis;

namespace Escala.Data;

public sealed partial class Dataset
{
    /// <summary>
    /// Rows of an array. The array is not copied: it must not change while the dataset is in use. Columns are named x0, x1, ...
    /// </summary>
    /// <param name="rows">The values (rows, features), at least one feature.</param>
    /// <param name="options">Which columns and rows to use; null for the defaults. Label and weights are columns of the array.</param>
    /// <exception cref="InvalidOptionsException">Options are outside what they may be, or there is a query.</exception>
    /// <exception cref="DatasetException">There is no feature, or not the columns asked for.</exception>
    public static Dataset FromArray(float[,] rows, DatasetOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return FromTable(new MatrixTable(rows), options);
    }

    /// <summary>
    /// Rows of values that stand one row after another. The memory is not copied: it must not change while the dataset is in
    /// use. Columns are named x0, x1, ...
    /// </summary>
    /// <param name="rows">The values, row-major (rows, features).</param>
    /// <param name="features">The values of a row, at least 1; divides the number of values.</param>
    /// <param name="options">Which columns and rows to use; null for the defaults. Label and weights are columns of the rows.</param>
    /// <exception cref="ArgumentException">The values do not make up whole rows.</exception>
    /// <exception cref="InvalidOptionsException">Options are outside what they may be, or there is a query.</exception>
    /// <exception cref="DatasetException">There are not the columns asked for.</exception>
    public static Dataset FromRows(ReadOnlyMemory<float> rows, int features, DatasetOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        if (rows.Length % features != 0)
        {
            throw new ArgumentException($"The number of values must be a multiple of {features}, but was {rows.Length}.", nameof(rows));
        }

        return FromTable(new MatrixTable(rows, features), options);
    }

    /// <summary>
    /// Rows of records: the public readable properties are the columns, by their names; a null of a nullable one is a missing
    /// value. A list or array is not copied and must not change while the dataset is in use; any other sequence is enumerated
    /// once and its records kept, since they are read more than once.
    /// </summary>
    /// <typeparam name="T">The type of a record; its properties are numbers or bools, nullable or not.</typeparam>
    /// <param name="records">The records.</param>
    /// <param name="options">Which columns and rows to use; null for the defaults. Label and weights are properties.</param>
    /// <exception cref="InvalidOptionsException">Options are outside what they may be, or there is a query.</exception>
    /// <exception cref="DatasetException">
    /// A property is neither a number nor a bool, or there are not the columns asked for.
    /// </exception>
    public static Dataset FromRecords<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(
        IEnumerable<T> records, DatasetOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(records);
        return FromTable(new RecordTable<T>(records as IReadOnlyList<T> ?? [.. records]), options);
    }

    private static Dataset FromTable(IMemoryTable table, DatasetOptions? options)
    {
        options ??= new DatasetOptions();
        options.Validate();
        if (options.Sql is not null)
        {
            throw new InvalidOptionsException(
                $"Sql of DatasetOptions must be left out for rows in memory, but was '{options.Sql}'. Select the rows and columns before.");
        }

        var reader = new MemoryReader(table);
        return DatasetPlanner.Plan(reader, reader.Describe(), options, CancellationToken.None);
    }
}
