using DuckDB.NET.Data;

namespace Escala.Cli.Tests;

/// <summary>Flights that nobody flew, in the columns of the sample.</summary>
internal static class Flights
{
    /// <summary>The variable that names a folder to have the samples from.</summary>
    public const string HomeVariable = "ESCALA_HOME";

    /// <summary>
    /// Writes them to where a project's folder has its sample, and gives that file. The later in the day, the later they are.
    /// </summary>
    public static string WriteSample(string home, int rows = 2000)
    {
        string folder = Directory.CreateDirectory(Path.Combine(home, "data", "node_modules", "vega-datasets", "data")).FullName;
        string path = Path.Combine(folder, "flights-3m.parquet");
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = $"""
            copy (
                select timestamp '2001-01-01' + to_days((i % 90)::int) + to_minutes(i * 37 % 1440) as date,
                    (i * 53 % 97 + i * 37 % 1440 // 30 - 70)::smallint as delay,
                    (100 + i * 71 % 2400)::smallint as distance,
                    'A' || (i % 11) as origin,
                    'B' || (i % 7) as destination
                from range({rows}) flights(i)
            ) to '{path}' (format parquet)
            """;
        command.ExecuteNonQuery();
        return path;
    }
}
