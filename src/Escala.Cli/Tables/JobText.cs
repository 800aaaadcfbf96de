using Escala.Reports.Languages;
using Escala.Reports.Results;
using Spectre.Console;

namespace Escala.Cli.Tables;

/// <summary>The parts of a readable result that several commands share.</summary>
/// <param name="language">The language.</param>
internal sealed class JobText(Language language)
{
    private readonly Texts _texts = TableTexts.In(language);
    private readonly Figures _figures = new(language);
    private readonly Names _names = new(language);

    /// <summary>Writes what the job used: by phase, and where there are several ranks or processes of the engine's own, by those.</summary>
    public void WriteCost(JobReport report, IAnsiConsole console)
    {
        if (report.EngineStartUpSeconds > 0)
        {
            WriteLines(console, _texts.Format("job.startup", _figures.Seconds(report.EngineStartUpSeconds)), "");
        }

        Phases(report).WriteTo(console);
        var tables = new RankTables(language);
        tables.Ranks(report).WriteTo(console);
        tables.Processes(report).WriteTo(console);
        if (report.Log is { } log)
        {
            WriteLines(console, _texts.Format("job.log", log));
        }
    }

    /// <summary>The table of phases.</summary>
    public FigureTable Phases(JobReport report)
    {
        var table = new FigureTable(_texts["title.phases"], [_texts["column.phase"], .. PhaseColumns]);
        foreach (PhaseReport phase in report.Phases)
        {
            table.AddRow([_names.Phase(phase.Name), .. PhaseFigures(phase, report.MachineMemoryBytes)]);
        }

        return table;
    }

    /// <summary>The columns of figures in a table of phases; memory is that of the process.</summary>
    public IReadOnlyList<string> PhaseColumns =>
    [
        _texts["column.wall.seconds"],
        _texts["column.cpu.seconds"],
        _texts["column.cpu.percent"],
        _texts["column.before"],
        _texts["column.after"],
        _texts["column.peak"],
        _texts["column.peak.percent"],
    ];

    /// <summary>The figures of a phase, for <see cref="PhaseColumns"/>.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="machineMemoryBytes">What the peak is a percentage of.</param>
    public IReadOnlyList<string> PhaseFigures(PhaseReport phase, long machineMemoryBytes) =>
    [
        _figures.Seconds(phase.WallSeconds),
        _figures.Seconds(phase.CpuSeconds),
        _figures.Percent(phase.CpuPercent),
        _figures.Mebibytes(phase.StartResidentBytes),
        _figures.Mebibytes(phase.EndResidentBytes),
        _figures.Mebibytes(phase.PeakResidentBytes),
        _figures.Share(phase.PeakResidentBytes, machineMemoryBytes),
    ];

    /// <summary>The table of scores.</summary>
    /// <param name="parts">For each column of figures its name and the scores.</param>
    public FigureTable Scores(params IReadOnlyList<ScoredPart> parts)
    {
        var table = new FigureTable(_texts["title.quality"], [" ", .. parts.Select(part => part.Name)]);
        foreach (string key in parts.SelectMany(part => part.Scores).Select(score => score.Key).Distinct())
        {
            (string Label, double? Value)[] cells = [.. parts.Select(part => part.Cell(key))];
            foreach (string label in cells.Where(cell => cell.Value is not null).Select(cell => cell.Label).Distinct())
            {
                table.AddRow([label, .. cells.Select(cell => cell.Label == label ? Figure(cell.Value) : Figure(null))]);
            }
        }

        return table;
    }

    /// <summary>Why scores that were asked for are not there, each said once.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="reasons">Their names in JSON.</param>
    public void WriteAbsent(IAnsiConsole console, IEnumerable<string> reasons) => WriteLines(
        console, reasons.Distinct().Select(key => "  " + _texts.Format("score.absent", _names.Metric(key), _names.Requirement(key))));

    /// <summary>One line about where the job ran.</summary>
    public string Engine(JobReport report) => _texts.Format(
        "job.engine",
        _names.Engine(report.Engine),
        _texts.Count("ranks", report.Ranks),
        _texts.Count("threads", report.Threads),
        report.Kernels,
        report.Version);

    /// <summary>One line about the rows.</summary>
    public string Rows(JobReport report)
    {
        if (report.Data.Images is { } images)
        {
            return _texts.Format(
                "images.of",
                _texts.Count("images", report.Rows),
                images.Shape,
                _figures.Bytes(images.StoredBytes),
                _figures.Bytes(images.Float32Bytes));
        }

        string rows = _texts.Format("rows.of", _texts.Count("rows", report.Rows), string.Join(", ", report.Features));
        return string.Join(
            "; ",
            [
                rows,
                .. report.DroppedRows > 0 ? [_texts.Count("dropped", report.DroppedRows)] : Array.Empty<string>(),
                .. report.Data.RowOrder is null ? Array.Empty<string>() : [_texts["rows.unordered"]],
            ]);
    }

    /// <summary>The clusters' sizes on one line.</summary>
    public string Sizes(IReadOnlyList<long> sizes)
    {
        const int MostShown = 20;
        string shown = string.Join("  ", sizes.Take(MostShown).Select(_figures.Count));
        string line = _texts.Format("rows.sizes", shown);
        return sizes.Count > MostShown ? _texts.Count("clusters.more", sizes.Count - MostShown, line) : line;
    }

    /// <summary>Writes lines of plain text.</summary>
    public static void WriteLines(IAnsiConsole console, params IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            console.Write(new Text(line));
            console.WriteLine();
        }
    }

    private string Figure(double? value) => value is { } figure ? _figures.Metric(figure) : "-";
}
