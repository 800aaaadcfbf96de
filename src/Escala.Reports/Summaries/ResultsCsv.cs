using System.Globalization;
using System.Text.Json;
using Escala.Measurement;
using Escala.Reports.Results;

namespace Escala.Reports.Summaries;

/// <summary>
/// The runs of a comparison as a table for other programs: one row per run and phase, without a rank, one more per rank where there are
/// several, and one row, without a phase, for a run that gave no result. Fields are quoted by RFC 4180, numbers are written as in every language's programs (1.5), and what is
/// not known is empty. Times are in seconds, sizes in bytes.
/// </summary>
internal static class ResultsCsv
{
    private static readonly (string Name, Func<WorkloadReport, RunReport, object?> Value)[] Run =
    [
        ("workload", (workload, _) => workload.Name),
        ("kind", (_, run) => Word(run.Kind)),
        ("name", (_, run) => run.Name),
        ("threads", (_, run) => run.Threads),
        ("repeat", (_, run) => run.Repeat),
    ];

    private static readonly (string Name, Func<RankMeasurement, object?> Value)[] Ranks =
    [
        ("rank", rank => rank.Rank),
        ("host", rank => rank.Host),
        ("worker", rank => rank.Worker),
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
        ("session_start_up_seconds", run => run.SessionStartUpSeconds),
        ("engine_cpu_seconds", run => OfEngine(run, process => process.CpuSeconds)),
        ("engine_resting_bytes", run => OfEngine(run, process => process.RestingResidentBytes)),
        ("engine_peak_bytes", run => OfEngine(run, process => process.PeakResidentBytes)),
        ("background_load", run => run.BackgroundLoad),
        ("exit_code", run => run.ExitCode),
        ("error", run => run.Error),
        ("not_run", run => run.NotRun?.Reason),
        ("rows", run => run.Result?.Rows),
        ("iterations", run => run.Result?.Iterations),
    ];

    /// <summary>What is there where a network was trained.</summary>
    private static readonly (string Name, Func<RunReport, object?> Value)[] Networks =
    [
        ("images_per_second", run => (run.Result as ConvNetFitReport)?.ImagesPerSecond),
        ("steps", run => (run.Result as ConvNetFitReport)?.Steps),
        ("parameters", run => (run.Result as ConvNetFitReport)?.Parameters),
        ("planned_bytes", run => (run.Result as ConvNetFitReport)?.PlannedBytes),
    ];

    /// <summary>Writes the table with a line of names above it; lines end with a line feed.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="writer">Where it goes.</param>
    public static void Write(ComparisonReport comparison, TextWriter writer)
    {
        (string Name, Func<RunReport, object?> Value)[] outcome =
        [
            .. Outcome, .. comparison.Workloads.Any(workload => workload is ConvNetWorkloadReport) ? Networks : [], .. Scores(comparison),
        ];
        WriteLine(
            writer,
            [
                .. Run.Select(column => column.Name),
                .. Ranks.Select(column => column.Name),
                .. Phases.Select(column => column.Name),
                .. outcome.Select(column => column.Name),
            ]);
        foreach (WorkloadReport workload in comparison.Workloads)
        {
            foreach (RunReport run in workload.Runs)
            {
                object?[] before = [.. Run.Select(column => column.Value(workload, run))];
                object?[] after = [.. outcome.Select(column => column.Value(run))];
                foreach ((RankMeasurement? rank, PhaseReport? phase) in Parts(run))
                {
                    WriteLine(
                        writer,
                        [
                            .. before,
                            .. Ranks.Select(column => rank is null ? null : column.Value(rank)),
                            .. Phases.Select(column => phase is null ? null : column.Value(phase)),
                            .. after,
                        ]);
                }
            }
        }
    }

    /// <summary>A figure of the engine's own processes, added up; nothing where it has none.</summary>
    private static double? OfEngine(RunReport run, Func<EngineProcess, double> figure) =>
        run.Result is { EngineProcesses: { Count: > 0 } processes } ? processes.Sum(figure) : null;

    /// <summary>What a run has rows of: its phases over all ranks, and those of each rank where there are several.</summary>
    private static IEnumerable<(RankMeasurement? Rank, PhaseReport? Phase)> Parts(RunReport run)
    {
        if (run.Result is not { Phases.Count: > 0 } result)
        {
            return [(null, null)];
        }

        return
        [
            .. result.Phases.Select(phase => ((RankMeasurement?)null, (PhaseReport?)phase)),
            .. from rank in result.Ranks > 1 ? result.PerRank : []
               from phase in PhaseReport.Of([rank])
               select ((RankMeasurement?)rank, (PhaseReport?)phase),
        ];
    }

    /// <summary>A column for each score that a workload may have; workloads share those of the same name.</summary>
    private static IEnumerable<(string Name, Func<RunReport, object?> Value)> Scores(ComparisonReport comparison)
    {
        foreach (string key in comparison.Workloads.SelectMany(workload => workload.ScoreKeys).Distinct())
        {
            yield return (JsonNamingPolicy.SnakeCaseLower.ConvertName(key), run => run.Result?.Score(key));
            if (key == MetricsReport.SilhouetteKey)
            {
                yield return ("silhouette_rows", run => (run.Result as KMeansFitReport)?.Metrics.SilhouetteRows);
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
