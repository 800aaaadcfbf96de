using Escala.Measurement;
using Escala.Reports.Languages;
using Escala.Reports.Results;

namespace Escala.Cli.Tables;

/// <summary>What each rank of a job and each of the engine's own processes used.</summary>
/// <param name="language">The language.</param>
internal sealed class RankTables(Language language)
{
    private const string None = "-";

    private readonly Texts _texts = TableTexts.In(language);
    private readonly Figures _figures = new(language);
    private readonly Names _names = new(language);

    /// <summary>Seconds, rows and bytes by rank; without rows where there is only one.</summary>
    public FigureTable Ranks(JobReport report)
    {
        Phase[] phases = [.. report.Phases.Select(phase => phase.Name)];
        var table = new FigureTable(
            _texts["title.ranks"],
            [
                _texts["column.rank"],
                .. phases.Select(_names.Phase),
                _texts["column.communication"],
                _texts["column.rows.read"],
                _texts["column.mebibytes.read"],
            ]);
        foreach (RankMeasurement rank in report.Ranks > 1 ? report.PerRank : [])
        {
            table.AddRow(
            [
                Name(rank),
                .. phases.Select(phase => rank.Phases.FirstOrDefault(part => part.Name == phase) is { } part ? _figures.Seconds(part.WallSeconds) : None),
                _figures.Seconds(rank.Phases.Sum(phase => phase.CollectiveSeconds)),
                _figures.Count(rank.ReadRows),
                _figures.Mebibytes(rank.Phases.Sum(phase => phase.ReadBytes)),
            ]);
        }

        return table;
    }

    /// <summary>CPU time and memory of the ranks together, of each of the engine's own processes, and of all; without rows where there are none.</summary>
    public FigureTable Processes(JobReport report)
    {
        var table = new FigureTable(
            _texts["title.processes"],
            _texts["column.process"],
            _texts["column.cpu.seconds"],
            _texts["column.resting"],
            _texts["column.peak"]);
        if (report.EngineProcesses.Count == 0 || report.Phases.Count == 0)
        {
            return table;
        }

        EngineProcess ranks = new(
            _texts.Count("ranks", report.Ranks),
            report.Phases.Sum(phase => phase.CpuSeconds),
            report.Phases[0].StartResidentBytes,
            report.Phases.Max(phase => phase.PeakResidentBytes));
        EngineProcess[] processes = [ranks, .. report.EngineProcesses];
        foreach (EngineProcess process in processes)
        {
            AddRow(table, process);
        }

        AddRow(table, new EngineProcess(
            _texts["row.all"],
            processes.Sum(process => process.CpuSeconds),
            processes.Sum(process => process.RestingResidentBytes),
            processes.Sum(process => process.PeakResidentBytes)));
        return table;
    }

    private void AddRow(FigureTable table, EngineProcess process) => table.AddRow(
        process.Name,
        _figures.Seconds(process.CpuSeconds),
        _figures.Mebibytes(process.RestingResidentBytes),
        _figures.Mebibytes(process.PeakResidentBytes));

    private string Name(RankMeasurement rank)
    {
        string number = _figures.Count(rank.Rank);
        return (rank.Worker ?? rank.Host) is { } place ? _texts.Format("rank.at", number, place) : number;
    }
}
