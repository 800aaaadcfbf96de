using Escala.Reports.Pages.Documents;
using Escala.Reports.Results;

namespace Escala.Reports.Pages.Sections;

/// <summary>The commands of every run and of the report, and the raw results.</summary>
internal static class Reproduction
{
    private const string Resume = "--resume";

    /// <summary>Makes the section.</summary>
    public static Section Of(ReportMaterial material) => new("reproduce", material.Texts["reproduce.title"],
    [
        material.Paragraph("reproduce.again"),
        new CodeBlock(material.Command),
        material.Paragraph("reproduce.report"),
        new CodeBlock(material.Command.Split(' ').Contains(Resume) ? material.Command : $"{material.Command} {Resume}"),
        material.Paragraph("reproduce.runs"),
        Runs(material),
        material.Paragraph("reproduce.raw"),
        new RawResults(),
    ]);

    private static Table Runs(ReportMaterial material) => new()
    {
        Caption = material.Texts["reproduce.caption"],
        Columns =
        [
            material.Words("run.name"), material.Words("run.kind"), material.Numbers("run.threads"), material.Numbers("run.repeat"),
            material.Numbers("time.process"), material.Numbers("run.load"), material.Numbers("run.exit"), material.Words("run.command"),
        ],
        Rows = [.. material.Workload.Runs.Select(run => RowOf(material, run))],
        Command = material.Command,
    };

    private static Row RowOf(ReportMaterial material, RunReport run)
    {
        var cells = new TableCells(material.Figures);
        Cell[] first =
        [
            new Cell(material.NameOf(run)), new Cell(material.Texts[$"kind.{run.Kind.ToString().ToLowerInvariant()}"]),
            cells.Count(run.Threads), cells.Count(run.Repeat),
        ];
        return run.NotRun is not null
            ? new Row(first, RunOutcomes.Why(material, run))
            : new Row(
            [
                .. first,
                cells.Seconds(run.WallSeconds),
                run.LoadAverage is { } load ? new Cell(load.ToString("F2", material.Language.Culture)) { Number = load } : Cell.Empty,
                cells.Count(run.ExitCode),
                run.Command is { } command
                    ? TableCells.Code(command) with { Note = run.Error is null ? null : RunOutcomes.Why(material, run) }
                    : Cell.Empty,
            ]);
    }
}
