using Escala.Cli.Progress;
using Escala.Reports.Languages;
using Escala.Reports.Results;
using Spectre.Console;

namespace Escala.Cli.Tables;

/// <summary>The parts of a readable result that several commands share.</summary>
internal static class JobText
{
    /// <summary>The table of phases.</summary>
    public static FigureTable Phases(JobReport report)
    {
        var table = new FigureTable("Phases", ["phase", .. PhaseColumns]);
        foreach (PhaseReport phase in report.Phases)
        {
            table.AddRow([PhaseNames.Of(phase.Name), .. PhaseFigures(phase, report.MachineMemoryBytes)]);
        }

        return table;
    }

    /// <summary>The columns of figures in a table of phases; memory is that of the process.</summary>
    public static string[] PhaseColumns { get; } = ["wall s", "CPU s", "CPU %", "MiB before", "after", "peak", "peak %"];

    /// <summary>The figures of a phase, for <see cref="PhaseColumns"/>.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="machineMemoryBytes">What the peak is a percentage of.</param>
    public static string[] PhaseFigures(PhaseReport phase, long machineMemoryBytes) =>
    [
        Figures.English.Seconds(phase.WallSeconds),
        Figures.English.Seconds(phase.CpuSeconds),
        Figures.English.Percent(phase.CpuPercent),
        Figures.English.Mebibytes(phase.StartResidentBytes),
        Figures.English.Mebibytes(phase.EndResidentBytes),
        Figures.English.Mebibytes(phase.PeakResidentBytes),
        Percent(phase.PeakResidentBytes, machineMemoryBytes),
    ];

    /// <summary>The table of figures of quality.</summary>
    /// <param name="parts">For each column of figures its name and the figures.</param>
    public static FigureTable Metrics(params IReadOnlyList<(string Name, MetricsReport Metrics)> parts)
    {
        var table = new FigureTable("Quality", [" ", .. parts.Select(part => part.Name)]);
        var names = new Names(Language.English);
        (string Name, double? Value)[][] columns =
        [
            .. parts.Select(part => part.Metrics.Values().Select(score => (names.MetricLabel(score.Key, part.Metrics), score.Value)).ToArray()),
        ];
        for (int row = 0; row < columns[0].Length; row++)
        {
            if (columns.Any(column => column[row].Value is not null))
            {
                table.AddRow([
                    .. columns.Select(column => column[row].Name).Distinct().Take(1),
                    .. columns.Select(column => column[row].Value is { } value ? Figures.English.Metric(value) : "-")]);
            }
        }

        return table;
    }

    /// <summary>Why figures are not there.</summary>
    public static void WriteAbsent(IAnsiConsole console, MetricsReport metrics)
    {
        foreach ((string name, string reason) in metrics.AbsentMetrics ?? new Dictionary<string, string>())
        {
            console.Write(new Text($"  {name}: {reason}{Environment.NewLine}"));
        }
    }

    /// <summary>One line about where the job ran.</summary>
    public static string Engine(JobReport report) =>
        $"{report.Engine} engine, {Plural(report.Ranks, "rank")}, {Plural(report.Threads, "thread")}, {report.Kernels} kernels, "
            + $"Escala {report.Version}";

    /// <summary>One line about the rows.</summary>
    public static string Rows(JobReport report) =>
        $"{Figures.English.Count(report.Rows)} rows of {string.Join(", ", report.Features)}"
        + (report.DroppedRows > 0 ? $"; {Figures.English.Count(report.DroppedRows)} dropped because a value was missing" : "");

    /// <summary>The clusters' sizes on one line.</summary>
    public static string Sizes(IReadOnlyList<long> sizes)
    {
        const int MostShown = 20;
        string more = sizes.Count > MostShown ? $" and {sizes.Count - MostShown} more clusters" : "";
        return $"rows by cluster: {string.Join("  ", sizes.Take(MostShown).Select(Figures.English.Count))}{more}";
    }

    /// <summary>A share as a percentage to one digit.</summary>
    public static string Percent(long part, long whole) => whole > 0 ? $"{100.0 * part / whole:F1}" : "-";

    /// <summary>A number and its noun.</summary>
    public static string Plural(long count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>Writes lines of plain text.</summary>
    public static void WriteLines(IAnsiConsole console, params IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            console.Write(new Text(line));
            console.WriteLine();
        }
    }
}
