using Escala.Reports.Pages.Documents;
using Escala.Reports.Results;

namespace Escala.Reports.Pages.Sections;

/// <summary>The commands of every run and of the report, and the raw results.</summary>
internal static class Reproduction
{
    private const string Resume = "--resume";

    /// <summary>Makes the section.</summary>
    public static Section Of(IReadOnlyList<ReportMaterial> materials)
    {
        ReportMaterial material = materials[0];
        return new Section("reproduce", material.Texts["reproduce.title"],
        [
            material.Paragraph("reproduce.again"),
            new CodeBlock(material.Command),
            material.Paragraph("reproduce.report"),
            new CodeBlock(material.Command.Split(' ').Contains(Resume) ? material.Command : $"{material.Command} {Resume}"),
            material.Paragraph("reproduce.runs"),
            Runs(materials),
            material.Paragraph("reproduce.raw"),
            new RawResults(),
        ]);
    }

    private static Table Runs(IReadOnlyList<ReportMaterial> materials)
    {
        ReportMaterial first = materials[0];
        bool isNamed = materials.Count > 1;
        return new Table
        {
            Caption = first.Texts["reproduce.caption"],
            Columns =
            [
                .. isNamed ? [first.Words("run.workload")] : Array.Empty<Column>(),
                first.Words("run.name"), first.Words("run.kind"), first.Numbers("run.threads"), first.Numbers("run.repeat"),
                first.Numbers("time.process"), first.Numbers("run.load"), first.Numbers("run.exit"), first.Words("run.command"),
            ],
            Rows =
            [
                .. materials.SelectMany(material => material.Workload.Runs.Select(run => RowOf(material, run, isNamed))),
            ],
            Command = first.Command,
        };
    }

    private static Row RowOf(ReportMaterial material, RunReport run, bool isNamed)
    {
        var cells = new TableCells(material.Figures);
        Cell[] first =
        [
            .. isNamed ? [new Cell(material.Names.Workload(material.Workload.Name))] : Array.Empty<Cell>(),
            new Cell(material.NameOf(run)), new Cell(material.Texts[$"kind.{run.Kind.ToString().ToLowerInvariant()}"]),
            cells.Count(run.Threads), cells.Count(run.Repeat),
        ];
        return run.NotRun is not null
            ? new Row(first, RunOutcomes.Why(material, run))
            : new Row(
            [
                .. first,
                cells.Seconds(run.WallSeconds),
                run.BackgroundLoad is { } load ? new Cell(load.ToString("F2", material.Language.Culture)) { Number = load } : Cell.Empty,
                cells.Count(run.ExitCode),
                run.Command is { } command
                    ? TableCells.Code(command) with { Note = run.Error is null ? null : RunOutcomes.Why(material, run) }
                    : Cell.Empty,
            ]);
    }
}
