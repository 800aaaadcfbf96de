using System.Text.Json;
using Escala.Boosting;
using Escala.Data;
using Escala.DuckDb;
using Escala.Engines;
using Escala.Measurement;
using Escala.Models;

namespace Escala.Benchmarks.Boosting;

/// <summary>Escala's side: one fit in a process of its own, as a user calls it.</summary>
internal static class BoostingFit
{
    /// <summary>What the flights are asked.</summary>
    public const string FlightsSql =
        """
        select hour(date) + minute(date)/60.0 as time, dayofweek(date) as day, month(date) as month, distance, origin, destination,
        (delay > 15)::int as late from data
        """;

    /// <summary>Fits and prints the answer.</summary>
    /// <param name="path">Rows with the label in the last column (.npy), or the flights themselves (.parquet).</param>
    /// <param name="rounds">The rounds.</param>
    /// <param name="threads">The threads.</param>
    public static async Task RunAsync(string path, int rounds, int threads)
    {
        using var reader = new DuckDbReader();
        Dataset data = Open(reader, path);
        await using IEngine engine = threads == 1 ? new SerialEngine() : new LocalEngine(threads);
        var trainer = new XGBoostTrainer(new XGBoostOptions { Objective = "binary:logistic", Rounds = rounds });
        JobResult<XGBoostFitResult> job = await trainer.RunAsync(data, engine);
        PhaseMeasurement[] phases = [.. job.Ranks[0].Phases];
        PhaseMeasurement[] timed = [.. phases.Where(phase => phase.Name is Phase.Prepare or Phase.Fit)];
        Console.WriteLine(JsonSerializer.Serialize(
            new BoostingAnswer
            {
                Seconds = timed.Sum(phase => phase.WallSeconds),
                CpuSeconds = timed.Sum(phase => phase.CpuSeconds),
                PeakBytes = phases.Where(phase => phase.Name != Phase.Evaluate).Max(phase => phase.PeakResidentBytes),
                Auc = job.Result.Scores.Classification!.Auc,
                Versions = new Dictionary<string, string>
                {
                    ["escala"] = EscalaVersion.Current,
                    ["dotnet"] = Environment.Version.ToString(),
                    ["libxgboost"] = job.Result.LibraryVersion,
                },
            },
            WorkerCommand.Json));
    }

    private static Dataset Open(DuckDbReader reader, string path)
    {
        if (path.EndsWith(".parquet", StringComparison.Ordinal))
        {
            return new DatasetReader(reader).Open(path, new DatasetOptions { Label = "late", Sql = FlightsSql });
        }

        int columns = new DatasetReader().Open(path).Plan.Features.Count;
        return new DatasetReader().Open(path, new DatasetOptions { Label = $"x{columns - 1}" });
    }
}
