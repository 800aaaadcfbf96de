using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Escala.Data;
using Escala.DuckDb;

namespace Escala.Benchmarks.Boosting;

/// <summary>
/// Times boosted trees against Python's xgboost: the same rows from the same file, the same parameters and the same libxgboost where
/// both have it, the two sides by turns, each fit in a process of its own, so that memory is that of one fit.
/// </summary>
/// <param name="python">The Python that has xgboost.</param>
/// <param name="peers">The folder of the peers' programs.</param>
/// <param name="data">The folder that the rows are kept in.</param>
/// <param name="isQuick">Whether to take one turn of the smaller work alone.</param>
internal sealed class BoostingBenchmark(string python, string peers, string data, bool isQuick)
{
    private const int Seed = 7;

    private int Turns => isQuick ? 1 : 5;

    /// <summary>Runs everything.</summary>
    /// <param name="parquet">The flights sample.</param>
    public BoostingResults Run(string parquet)
    {
        var results = new BoostingResults
        {
            Machine = Machine.Measure(),
            Date = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime),
            Seed = Seed,
            IsQuick = isQuick,
        };
        results.Comparisons.AddRange(Compare(BoostingWorkload.Synthetic.Name, SyntheticRows()));
        if (!isQuick)
        {
            results.Comparisons.AddRange(Compare(BoostingWorkload.Flights.Name, FlightsRows(parquet)));
            results.Parquet.AddRange(((int[])[1, 2]).Select(threads => Alone(parquet, threads)));
        }

        return results;
    }

    private static void Say(string what) => Console.Error.WriteLine($"{what} ...");

    private IEnumerable<BoostingComparison> Compare(string name, string rows)
    {
        foreach (int rounds in isQuick ? BoostingWorkload.Rounds.Take(1) : BoostingWorkload.Rounds)
        {
            foreach (int threads in (int[])[1, 2])
            {
                Say($"{name}, {rounds} rounds, {threads} thread(s)");
                var comparison = new BoostingComparison(name, rounds, threads);
                for (int turn = 0; turn < Turns; turn++)
                {
                    // The side that was second is the first of the next turn: what drifts meanwhile harms neither.
                    if (turn % 2 == 1)
                    {
                        comparison.Python.Add(Python(rows, rounds, threads));
                    }

                    comparison.Escala.Add(Escala(rows, rounds, threads));
                    if (turn % 2 == 0)
                    {
                        comparison.Python.Add(Python(rows, rounds, threads));
                    }
                }

                yield return comparison;
            }
        }
    }

    /// <summary>From the Parquet file itself, categories and all: what no other side here does.</summary>
    private BoostingComparison Alone(string parquet, int threads)
    {
        int rounds = BoostingWorkload.Rounds[0];
        Say($"flights from Parquet, {rounds} rounds, {threads} thread(s)");
        var comparison = new BoostingComparison("flights from Parquet", rounds, threads);
        for (int turn = 0; turn < Turns; turn++)
        {
            comparison.Escala.Add(Escala(parquet, rounds, threads));
        }

        return comparison;
    }

    private static BoostingAnswer Escala(string rows, int rounds, int threads) =>
        Ask(threads, Environment.ProcessPath!, "boosting-fit", rows, Word(rounds), Word(threads));

    private BoostingAnswer Python(string rows, int rounds, int threads) =>
        Ask(threads, python, Path.Combine(peers, "benchmark_xgboost.py"), rows, Word(rounds), Word(threads));

    private static BoostingAnswer Ask(int threads, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        start.Environment["OMP_NUM_THREADS"] = Word(threads);
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        string answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<BoostingAnswer>(answer, WorkerCommand.Json)!
            : throw new InvalidOperationException($"{program} ended with exit code {process.ExitCode}; see its messages above.");
    }

    private string SyntheticRows()
    {
        int rows = BoostingWorkload.Synthetic.Rows!.Value;
        return new RowFiles(python, peers, data, Seed).Synthetic(isQuick ? rows / 10 : rows, BoostingWorkload.Synthetic.Features);
    }

    /// <summary>The flights as numbers, airports by their codes, the label in the last column.</summary>
    private string FlightsRows(string parquet)
    {
        string path = Path.Combine(data, "flights.npy");
        if (File.Exists(path))
        {
            return path;
        }

        Say("encoding the flights");
        Directory.CreateDirectory(data);
        using var reader = new DuckDbReader();
        Dataset flights = new DatasetReader(reader)
            .Open(parquet, new DatasetOptions { Sql = BoostingFit.FlightsSql })
            .WithCategories(CancellationToken.None);
        var source = new PieceBlockSource(flights.Plan, flights.Plan.PiecesOf(0, 1), reader, Environment.ProcessorCount);
        string part = path + ".part";
        using (var writer = new NpyWriter(part, flights.Plan.Features.Count))
        {
            foreach (Block block in source.Read(CancellationToken.None))
            {
                using (block)
                {
                    writer.Write(block.Values[..(block.RowCount * block.FeatureCount)]);
                }
            }
        }

        File.Move(part, path);
        return path;
    }

    private static string Word(int number) => number.ToString(CultureInfo.InvariantCulture);
}
