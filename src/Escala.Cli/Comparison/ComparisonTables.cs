using Escala.Cli.Algorithms;
using Escala.Cli.Tables;
using Escala.Measurement;
using Escala.Reports.Languages;
using Escala.Reports.Results;
using Escala.Reports.Summaries;

namespace Escala.Cli.Comparison;

/// <summary>The tables of a comparison.</summary>
/// <param name="report">The result.</param>
/// <param name="workload">The workload of it that they are of.</param>
/// <param name="language">The language.</param>
internal sealed class ComparisonTables(ComparisonReport report, WorkloadReport workload, Language language)
{
    private const string None = "-";
    private const int DigestDigits = 8;

    private readonly Texts _texts = ComparisonTexts.In(language);
    private readonly Figures _figures = new(language);
    private readonly Names _names = new(language);
    private readonly JobText _job = new(language);
    private readonly RunLabel _label = new(language);
    private readonly RunGroup[] _contenders = [.. RunGroup.Of(workload).Where(group => group.Kind != RunKind.Initialization)];

    /// <summary>A result to take from what all runs have in common; null where none finished.</summary>
    public FitReport? FirstResult => workload.Finished.FirstOrDefault()?.Result;

    private RunGroup[] Finished => [.. _contenders.Where(group => group.Result is not null)];

    /// <summary>What a run is called: the engine, the peer or the initialisation, and which repetition.</summary>
    public string Label(RunReport run)
    {
        string name = Label(RunGroup.Of(workload).First(group => group.Runs.Contains(run)));
        return run.Kind != RunKind.Initialization && run.NotRun is null && report.Repeat > 1
            ? _texts.Format("label.run", name, run.Repeat, report.Repeat)
            : name;
    }

    /// <summary>Every engine and peer on a line.</summary>
    public FigureTable Engines()
    {
        FigureTable table = Table(
            "title.engines", "engine", "threads", "runs", "wall.seconds", "fit.seconds", "cpu.percent", "peak", "memory.percent", "result");
        foreach (RunGroup group in _contenders)
        {
            int all = group.Runs.Count(run => run.NotRun is null);
            int done = group.Finished.Count();
            Spread? peak = Spread.Of(group.Finished.Where(run => run.Result!.Phases.Count > 0).Select(run => RunCost.Of(run).PeakBytes));
            table.AddRow(
                Label(group),
                _figures.Count(group.Threads),
                done == all ? _figures.Count(done) : _texts.Format("runs.some", done, all),
                Of(group.Wall, _figures.Seconds),
                Of(group.OfPhase(Phase.Fit, phase => phase.WallSeconds), _figures.Seconds),
                Median(OfFit(group, CpuPercent), _figures.Percent),
                Median(peak, Mebibytes),
                Median(peak, bytes => MemoryPercent(bytes, group)),
                State(group));
        }

        return table;
    }

    /// <summary>The time of every phase.</summary>
    public FigureTable Phases()
    {
        FigureTable table = Table("title.phases", "phase", "engine", "wall.seconds", "cpu.seconds", "cpu.percent");
        foreach (Phase phase in Finished.SelectMany(group => group.Result!.Phases).Select(phase => phase.Name).Distinct())
        {
            foreach (RunGroup group in Finished.Where(group => group.OfPhase(phase, part => part.WallSeconds) is not null))
            {
                table.AddRow(
                    _names.Phase(phase),
                    Label(group),
                    Of(group.OfPhase(phase, part => part.WallSeconds), _figures.Seconds),
                    Median(group.OfPhase(phase, part => part.CpuSeconds), _figures.Seconds),
                    Median(group.OfPhase(phase, part => part.CpuPercent), _figures.Percent));
            }
        }

        foreach (RunGroup group in Finished)
        {
            table.AddRow(
                _texts["phases.all"],
                Label(group),
                Of(OfFit(group, fit => fit.Phases.Sum(phase => phase.WallSeconds)), _figures.Seconds),
                Median(OfFit(group, fit => fit.Phases.Sum(phase => phase.CpuSeconds)), _figures.Seconds),
                Median(OfFit(group, CpuPercent), _figures.Percent));
        }

        return table;
    }

    /// <summary>The memory before, after and at the peak of the split and of the fit, in bytes and as a part of the machine's.</summary>
    public FigureTable Memory()
    {
        FigureTable table = Table(
            "title.memory", "phase", "engine", "before", "memory.percent", "after", "memory.percent", "peak", "memory.percent");
        foreach (Phase phase in new[] { Phase.Split, Phase.Fit })
        {
            foreach (RunGroup group in Finished.Where(group => group.OfPhase(phase, part => part.WallSeconds) is not null))
            {
                table.AddRow([
                    _names.Phase(phase),
                    Label(group),
                    .. Memory(group, group.OfPhase(phase, part => part.StartResidentBytes)),
                    .. Memory(group, group.OfPhase(phase, part => part.EndResidentBytes)),
                    .. Memory(group, group.OfPhase(phase, part => part.PeakResidentBytes))]);
            }
        }

        return table;
    }

    /// <summary>Every score, and what the engines' answers are told apart by.</summary>
    public FigureTable Quality()
    {
        FigureTable table = _job.Scores([.. Finished.Select(group => Scores(group).MainPart(Label(group)))]);
        table.AddRow([_texts[$"column.iterations.{workload.Name}"], .. Finished.Select(group => _figures.Count(group.Result!.Iterations))]);
        foreach (string part in Finished.SelectMany(group => group.Result!.Digests).Select(digest => digest.Key).Distinct())
        {
            table.AddRow([_texts[$"digest.{workload.Name}.{part}"], .. Finished.Select(group => Digest(group, part))]);
        }

        return table;
    }

    /// <summary>Every score of the test rows, where they stand beside those of the training rows; null where there are none.</summary>
    public FigureTable? TestQuality()
    {
        ScoredPart[] parts =
        [
            .. Finished
                .Select(group => Scores(group).TestPart(_texts.Count("test.rows", group.Result!.TestRows ?? 0, Label(group))))
                .OfType<ScoredPart>(),
        ];
        return parts.Length == 0 ? null : _job.Scores(parts);
    }

    /// <summary>The scores that are not there though they were asked for, by their names in JSON.</summary>
    public IEnumerable<string> AbsentScores() => Finished.SelectMany(group => Scores(group).Absent);

    private FitScores Scores(RunGroup group) => KnownAlgorithms.Named(workload.Name).Scores(group.Result!, language);

    private FigureTable Table(string title, params IEnumerable<string> columns) =>
        new(_texts[title], columns.Select(column => _texts[$"column.{column}"]));

    private string Label(RunGroup group)
    {
        bool isUnique = _contenders.Count(other => other.Kind == group.Kind && other.Name == group.Name) < 2;
        return _label.Of(group.Kind, group.Name, isUnique ? null : group.Threads);
    }

    private string State(RunGroup group) => _label.State(group);

    private static string Digest(RunGroup group, string part) => group.Kind == RunKind.Engine
        ? group.Result!.Digests.Single(digest => digest.Key == part).Value[..DigestDigits] : None;

    private string Of(Spread? spread, Func<double, string> text) => spread is null ? None : _label.Spread(spread, text);

    private static string Median(Spread? spread, Func<double, string> text) => spread is null ? None : text(spread.Median);

    private string[] Memory(RunGroup group, Spread? bytes) =>
        [Median(bytes, Mebibytes), Median(bytes, value => MemoryPercent(value, group))];

    private string Mebibytes(double bytes) => _figures.Mebibytes((long)bytes);

    private string MemoryPercent(double bytes, RunGroup group) =>
        (100 * bytes / group.Result!.MachineMemoryBytes).ToString("F1", language.Culture);

    private static Spread? OfFit(RunGroup group, Func<FitReport, double> figure) =>
        Spread.Of(group.Finished.Select(run => figure(run.Result!)));

    private static double CpuPercent(FitReport fit)
    {
        double wall = fit.Phases.Sum(phase => phase.WallSeconds);
        return wall > 0 ? 100 * fit.Phases.Sum(phase => phase.CpuSeconds) / (wall * fit.Threads * fit.Ranks) : 0;
    }
}
