using Escala.Measurement;
using Escala.Reports.Pages.Documents;
using Escala.Reports.Results;
using Escala.Reports.Summaries;

namespace Escala.Reports.Pages.Sections;

/// <summary>CPU and memory of every engine and peer in the phases that matter to memory: split and fit.</summary>
internal static class MemoryTable
{
    private static readonly Phase[] Phases = [Phase.Split, Phase.Fit];

    private static readonly Func<PhaseReport, double>[] Sizes =
        [part => part.StartResidentBytes, part => part.EndResidentBytes, part => part.PeakResidentBytes];

    /// <summary>Makes the table.</summary>
    public static Table Of(ReportMaterial material) => new()
    {
        Caption = material.Texts["memory.caption"],
        Columns =
        [
            material.Words("run.name"), material.Numbers("run.threads"),
            .. Phases.SelectMany(phase => ColumnsOf(material, material.Names.Phase(phase))),
        ],
        Rows = [.. material.Groups.Select(group => RowOf(material, group))],
        Command = material.Command,
    };

    private static IEnumerable<Column> ColumnsOf(ReportMaterial material, string phase)
    {
        string[] keys = ["memory.percent", "memory.before", "memory.after", "memory.peak"];
        return keys.Select(key => new Column(material.Texts.Format(key, phase), IsNumeric: true));
    }

    private static Row RowOf(ReportMaterial material, RunGroup group)
    {
        var cells = new TableCells(material.Figures);
        Cell[] name = [new Cell(material.Label(group)), cells.Count(group.Threads)];
        return group.Result is { } result
            ? new Row([.. name, .. Phases.SelectMany(phase => CellsOf(phase, result.MachineMemoryBytes))])
            : new Row(name, RunOutcomes.Why(material, group));

        IEnumerable<Cell> CellsOf(Phase phase, long machineBytes) =>
        [
            cells.Percent(group.OfPhase(phase, part => part.CpuPercent)),
            .. Sizes.Select(size => cells.Memory(group.OfPhase(phase, size), machineBytes)),
        ];
    }
}
