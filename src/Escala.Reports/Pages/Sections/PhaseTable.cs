using Escala.Measurement;
using Escala.Reports.Pages.Documents;
using Escala.Reports.Results;
using Escala.Reports.Summaries;

namespace Escala.Reports.Pages.Sections;

/// <summary>All that was measured of every phase of every engine and peer.</summary>
internal static class PhaseTable
{
    /// <summary>Makes the table.</summary>
    public static Table Of(ReportMaterial material) => new()
    {
        Caption = material.Texts["phases.caption"],
        Columns =
        [
            material.Words("run.name"), material.Numbers("run.threads"), material.Words("phases.phase"),
            material.Numbers("phases.wall"), material.Numbers("phases.cpu"), material.Numbers("time.percent"),
            material.Numbers("phases.before"), material.Numbers("phases.after"), material.Numbers("phases.peak"),
            material.Numbers("phases.read"), material.Numbers("phases.collective"),
        ],
        Rows = [.. material.Phases.SelectMany(phase => RowsOf(material, phase))],
        Command = material.Command,
    };

    private static IEnumerable<Row> RowsOf(ReportMaterial material, Phase phase)
    {
        var cells = new TableCells(material.Figures);
        return material.Groups
            .Where(group => group.Result?.Phases.Any(part => part.Name == phase) == true)
            .Select(group => new Row(
            [
                new Cell(material.Label(group)),
                cells.Count(group.Threads),
                new Cell(material.Names.Phase(phase)) { Number = (int)phase },
                cells.Seconds(Measured(group, part => part.WallSeconds)),
                cells.Seconds(Measured(group, part => part.CpuSeconds)),
                cells.Percent(Measured(group, part => part.CpuPercent)),
                cells.Memory(Measured(group, part => part.StartResidentBytes), group.Result!.MachineMemoryBytes),
                cells.Memory(Measured(group, part => part.EndResidentBytes), group.Result.MachineMemoryBytes),
                cells.Memory(Measured(group, part => part.PeakResidentBytes), group.Result.MachineMemoryBytes),
                cells.Bytes((long)Measured(group, part => part.ReadBytes)!.Median),
                cells.Seconds(Measured(group, part => part.CollectiveSeconds)),
            ]));

        Spread? Measured(RunGroup group, Func<PhaseReport, double> figure) => group.OfPhase(phase, figure);
    }
}
