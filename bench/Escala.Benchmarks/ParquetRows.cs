using DuckDB.NET.Data;

namespace Escala.Benchmarks;

/// <summary>Writes a matrix as a Parquet file.</summary>
internal static class ParquetRows
{
    /// <summary>In whole vectors of DuckDB, so that it is not rounded; of a million rows, half are four such groups.</summary>
    private const int RowGroupRows = 61 * 2048;

    /// <summary>Writes the rows in their order, columns x0, x1, ... of float32, unless the file is there.</summary>
    /// <param name="npy">The matrix.</param>
    /// <returns>The path of the file, beside the matrix.</returns>
    public static string Of(string npy)
    {
        string path = Path.ChangeExtension(npy, ".parquet");
        if (File.Exists(path))
        {
            return path;
        }

        Console.Error.WriteLine($"writing {Path.GetFileName(path)} ...");
        NpyArray rows = NpyArray.Read(npy);
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        string columns = string.Join(", ", Enumerable.Range(0, rows.Columns).Select(column => $"x{column} float"));
        Execute(connection, $"create table matrix ({columns})");
        using (DuckDBAppender appender = connection.CreateAppender("matrix"))
        {
            foreach (float[] values in rows.Values.Chunk(rows.Columns))
            {
                IDuckDBAppenderRow row = appender.CreateRow();
                foreach (float value in values)
                {
                    row.AppendValue(value);
                }

                row.EndRow();
            }
        }

        string part = path + ".part";
        string quoted = part.Replace("'", "''", StringComparison.Ordinal);
        Execute(connection, $"copy matrix to '{quoted}' (format parquet, row_group_size {RowGroupRows})");
        File.Move(part, path);
        return path;
    }

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
