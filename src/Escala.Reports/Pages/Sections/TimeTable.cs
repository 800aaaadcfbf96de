using Escala.Measurement;
using Escala.Reports.Pages.Documents;
using Escala.Reports.Summaries;

namespace Escala.Reports.Pages.Sections;

/// <summary>The time of every engine and peer by phase.</summary>
internal static class TimeTable
{
    /// <summary>Makes the table.</summary>
    public static Table Of(ReportMaterial material)
    {
        Phase[] phases = [.. material.Phases];
        return new Table
        {
            Caption = material.Texts["time.caption"],
            Columns =
            [
                material.Words("run.name"), material.Numbers("run.threads"), material.Numbers("time.process"),
                .. phases.Select(phase => new Column(material.Texts.Format("time.phase", material.Names.Phase(phase)), IsNumeric: true)),
                material.Numbers("time.cpu"), material.Numbers("time.percent"), material.Words("run.done"),
            ],
            Rows = [.. material.Groups.Select(group => RowOf(material, group, phases))],
            Command = material.Command,
        };
    }

    private static Row RowOf(ReportMaterial material, RunGroup group, Phase[] phases)
    {
        var cells = new TableCells(material.Figures);
        Cell[] name = [new Cell(material.Label(group)), cells.Count(group.Threads)];
        return group.Result is null
            ? new Row(name, RunOutcomes.Why(material, group))
            : new Row(
            [
                .. name,
                cells.Seconds(group.Wall),
                .. phases.Select(phase => cells.Seconds(group.OfPhase(phase, part => part.WallSeconds))),
                cells.Seconds(Spread.Of(group.Finished.Select(run => RunCost.Of(run).CpuSeconds))),
                cells.Percent(Spread.Of(group.Finished.Select(run => RunCost.Of(run).CpuPercent))),
                RunOutcomes.Of(material, group),
            ]);
    }
}
