using Escala.Measurement;
using Escala.Reports.Pages.Documents;
using Escala.Reports.Results;
using Escala.Reports.Summaries;

namespace Escala.Reports.Pages.Sections;

/// <summary>What engines on clusters have more to show: their parts of the time, their ranks, and their own processes.</summary>
internal static class ClusterTables
{
    /// <summary>Makes the blocks; none where nothing ran on a cluster.</summary>
    public static IEnumerable<Block> Of(ReportMaterial material)
    {
        RunGroup[] groups = [.. material.Groups.Where(group => group.Result is { Phases.Count: > 0 })];
        RunGroup[] gangs = [.. groups.Where(group => group.IsGang || group.Result!.EngineProcesses.Count > 0)];
        return gangs.Length == 0
            ? []
            :
            [
                new Subheading(material.Texts["gang.title"]), material.Paragraph("gang.what"), Times(material, groups), Ranks(material, gangs),
                .. gangs.Any(group => group.Result!.EngineProcesses.Count > 0) ? [Processes(material, gangs)] : Array.Empty<Block>(),
            ];
    }

    private static Table Times(ReportMaterial material, RunGroup[] groups)
    {
        var cells = new TableCells(material.Figures);
        return new Table
        {
            Caption = material.Texts["gang.times.caption"],
            Columns =
            [
                material.Words("run.name"), material.Numbers("run.threads"), material.Numbers("gang.session"), material.Numbers("gang.startup"),
                material.Numbers("gang.load"), material.Numbers("gang.compute"), material.Numbers("gang.communication"), material.Numbers("time.process"),
            ],
            Rows = [.. groups.Select(group => new Row([new Cell(material.Label(group)), cells.Count(group.Threads), .. Parts(group)]))],
            Command = material.Command,
        };

        IEnumerable<Cell> Parts(RunGroup group)
        {
            var times = RunTimes.Of(group);
            return
            [
                cells.Seconds(group.SessionStartUp), cells.Seconds((double?)times.StartUp), cells.Seconds((double?)times.Reading),
                cells.Seconds((double?)times.Computing), cells.Seconds((double?)times.Communicating), cells.Seconds(group.Wall),
            ];
        }
    }

    private static Table Ranks(ReportMaterial material, RunGroup[] gangs)
    {
        var cells = new TableCells(material.Figures);
        Phase[] phases = [.. gangs.SelectMany(group => group.Result!.Phases).Select(phase => phase.Name).Distinct().Order()];
        return new Table
        {
            Caption = material.Texts["gang.ranks.caption"],
            Columns =
            [
                material.Words("run.name"), material.Numbers("data.rank"), material.Words("gang.worker"),
                .. phases.Select(phase => new Column(material.Texts.Format("time.phase", material.Names.Phase(phase)), IsNumeric: true)),
                material.Numbers("gang.communication"), material.Numbers("time.cpu"), material.Numbers("phases.peak"), material.Numbers("data.read"),
                material.Numbers("phases.read"),
            ],
            Rows = [.. gangs.SelectMany(group => group.Result!.PerRank.Select(rank => new Row([new Cell(material.Label(group)), .. Measured(rank)])))],
            Command = material.Command,
        };

        IEnumerable<Cell> Measured(RankMeasurement rank) =>
        [
            cells.Count(rank.Rank),
            new Cell(rank.Worker ?? rank.Host ?? Cell.Nothing),
            .. phases.Select(phase => cells.Seconds(rank.Phases.FirstOrDefault(part => part.Name == phase)?.WallSeconds)),
            cells.Seconds((double?)rank.Phases.Sum(phase => phase.CollectiveSeconds)),
            cells.Seconds((double?)rank.Phases.Sum(phase => phase.CpuSeconds)),
            rank.Phases.Count > 0 ? cells.Bytes(rank.Phases.Max(phase => phase.PeakResidentBytes)) : Cell.Empty,
            cells.Count(rank.ReadRows),
            cells.Bytes(rank.Phases.Sum(phase => phase.ReadBytes)),
        ];
    }

    private static Table Processes(ReportMaterial material, RunGroup[] gangs)
    {
        var cells = new TableCells(material.Figures);
        return new Table
        {
            Caption = material.Texts["gang.processes.caption"],
            Columns =
            [
                material.Words("run.name"), material.Words("gang.process"), material.Numbers("time.cpu"), material.Numbers("gang.resting"),
                material.Numbers("phases.peak"),
            ],
            Rows = [.. gangs.SelectMany(group => Rows(group, group.Result!))],
            Command = material.Command,
        };

        IEnumerable<Row> Rows(RunGroup group, FitReport result)
        {
            var cost = RunCost.Of(group.Finished.First());
            return
            [
                Line(
                    material.Texts["gang.process.ranks"],
                    cost.CpuSeconds - cost.OwnCpuSeconds,
                    cost.StartBytes - cost.OwnRestingBytes,
                    cost.PeakBytes - cost.OwnPeakBytes),
                .. result.EngineProcesses.Select(
                    process => Line(process.Name, process.CpuSeconds, process.RestingResidentBytes, process.PeakResidentBytes)),
                Line(material.Texts["gang.process.all"], cost.CpuSeconds, cost.StartBytes, cost.PeakBytes),
            ];

            Row Line(string name, double cpu, double resting, double peak) => new(
            [
                new Cell(material.Label(group)), new Cell(name), cells.Seconds((double?)cpu), cells.Bytes((long)resting), cells.Bytes((long)peak),
            ]);
        }
    }
}
