using System.Diagnostics;
using DuckDB.NET.Data;
using Escala.Data;
using Escala.DuckDb;
using Escala.Numerics;

namespace Escala.Benchmarks;

/// <summary>Reads delay, distance and date of a Parquet file into blocks, by turns with DuckDB's own sum() over the same columns.</summary>
internal static class ReadBenchmark
{
    /// <summary>Compares on one thread, and on two.</summary>
    /// <param name="path">The flights sample.</param>
    /// <param name="repeats">The turns of each side.</param>
    public static IReadOnlyList<ReadComparison> RunAll(string path, int repeats) => [Run(path, 1, repeats), Run(path, 2, repeats)];

    private static ReadComparison Run(string path, int threads, int repeats)
    {
        // A timestamp is not a number: both sides take its seconds.
        const string Columns = "delay, distance, epoch(date)";
        var comparison = new ReadComparison(threads);
        using var reader = new DuckDbReader();
        using var team = new CoreTeam(threads);

        // The clock counts no start of DuckDB on either side: the connection is opened here, and the reader keeps the instance that
        // the call before the clock starts. It does count, on both sides, what each call does with the file and the query.
        Dataset data = new DatasetReader(reader).Open(path, new DatasetOptions { Sql = $"select {Columns} as date from data" });
        using var connection = new DuckDBConnection($"DataSource=:memory:;threads={threads}");
        connection.Open();
        using DuckDBCommand sums = connection.CreateCommand();
        sums.CommandText = $"select sum(delay), sum(distance), sum(epoch(date)) from read_parquet('{path.Replace("'", "''", StringComparison.Ordinal)}')";

        // One call of each before the clock runs: the file is then in the page cache.
        ReadBlocks(data, team);
        sums.ExecuteScalar();
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            long start = Stopwatch.GetTimestamp();
            comparison.Rows = ReadBlocks(data, team);
            comparison.Blocks.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);

            start = Stopwatch.GetTimestamp();
            sums.ExecuteScalar();
            comparison.Sums.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return comparison;
    }

    // As an algorithm reads that holds its rows: each thread a part of them.
    private static long ReadBlocks(Dataset data, CoreTeam team)
    {
        var source = new PieceBlockSource(data.Plan, data.Plan.PiecesOf(0, 1), data.Reader, team.Threads);
        IReadOnlyList<PieceBlockSource> parts = source.Parts(team.Threads) ?? [source];
        team.Run(part =>
        {
            foreach (Block block in parts[part].Read(CancellationToken.None))
            {
                block.Dispose();
            }
        });
        return parts.Sum(part => part.Counts.Rows);
    }
}
