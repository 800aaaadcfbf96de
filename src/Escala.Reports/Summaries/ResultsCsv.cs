using System.Globalization;
using Escala.Measurement;
using Escala.Reports.Results;

namespace Escala.Reports.Summaries;

/// <summary>
/// The runs of a comparison as a table for other programs: one row per run and phase, and one row, without a phase, for a run
/// that gave no result. Fields are quoted by RFC 4180, numbers are written as in every language's programs (1.5), and what is
/// not known is empty. Times are in seconds, sizes in bytes.
/// </summary>
internal static class ResultsCsv
{
    private static readonly (string Name, Func<ComparisonReport, RunReport, object?> Value)[] Run =
    [
        ("workload", (comparison, _) => comparison.Workload),
        ("kind", (_, run) => Word(run.Kind)),
        ("name", (_, run) => run.Name),
        ("threads", (_, run) => run.Threads),
        ("repeat", (_, run) => run.Repeat),
    ];

    private static readonly (string Name, Func<PhaseReport, object?> Value)[] Phases =
    [
        ("phase", phase => Word(phase.Name)),
        ("wall_seconds", phase => phase.WallSeconds),
        ("cpu_seconds", phase => phase.CpuSeconds),
        ("cpu_percent", phase => phase.CpuPercent),
        ("start_bytes", phase => phase.StartResidentBytes),
        ("end_bytes", phase => phase.EndResidentBytes),
        ("peak_bytes", phase => phase.PeakResidentBytes),
        ("read_bytes", phase => phase.ReadBytes),
        ("collective_seconds", phase => phase.CollectiveSeconds),
        ("collective_bytes", phase => phase.CollectiveBytes),
    ];

    private static readonly (string Name, Func<RunReport, object?> Value)[] Outcome =
    [
        ("run_wall_seconds", run => run.WallSeconds),
        ("load_average", run => run.LoadAverage),
        ("exit_code", run => run.ExitCode),
        ("error", run => run.Error),
        ("not_run", run => run.NotRun?.Reason),
        ("rows", run => run.Result?.Rows),
        ("iterations", run => run.Result?.Iterations),
        ("inertia", run => run.Result?.Metrics.Inertia),
        ("silhouette", run => run.Result?.Metrics.Silhouette),
        ("silhouette_rows", run => run.Result?.Metrics.SilhouetteRows),
        ("silhouette_squared_euclidean", run => run.Result?.Metrics.SilhouetteSquaredEuclidean),
        ("davies_bouldin", run => run.Result?.Metrics.DaviesBouldin),
        ("calinski_harabasz", run => run.Result?.Metrics.CalinskiHarabasz),
        ("adjusted_rand", run => run.Result?.Metrics.AdjustedRand),
        ("normalized_mutual_information", run => run.Result?.Metrics.NormalizedMutualInformation),
        ("accuracy", run => run.Result?.Metrics.Accuracy),
    ];

    /// <summary>Writes the table with a line of names above it; lines end with a line feed.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="writer">Where it goes.</param>
    public static void Write(ComparisonReport comparison, TextWriter writer)
    {
        WriteLine(
            writer,
            [.. Run.Select(column => column.Name), .. Phases.Select(column => column.Name), .. Outcome.Select(column => column.Name)]);
        foreach (RunReport run in comparison.Runs)
        {
            object?[] before = [.. Run.Select(column => column.Value(comparison, run))];
            object?[] after = [.. Outcome.Select(column => column.Value(run))];
            foreach (PhaseReport? phase in run.Result?.Phases.DefaultIfEmpty() ?? new PhaseReport?[] { null })
            {
                WriteLine(writer, [.. before, .. Phases.Select(column => phase is null ? null : column.Value(phase)), .. after]);
            }
        }
    }

    private static void WriteLine(TextWriter writer, object?[] fields) =>
        writer.Write(string.Join(',', fields.Select(Field)) + "\n");

    private static string Field(object? value)
    {
        string text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    private static string Word(RunKind kind) => kind switch
    {
        RunKind.Engine => "engine",
        RunKind.Peer => "peer",
        _ => "initialization",
    };

    private static string Word(Phase phase) => phase.ToString().ToLowerInvariant();
}
