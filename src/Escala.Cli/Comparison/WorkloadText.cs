using Escala.Cli.Algorithms;
using Escala.Cli.Options;
using Escala.Cli.Tables;
using Escala.Measurement;
using Escala.Reports.Languages;
using Escala.Reports.Results;
using Escala.Reports.Summaries;
using Spectre.Console;

namespace Escala.Cli.Comparison;

/// <summary>The readable result of one workload of a comparison.</summary>
/// <param name="report">The result.</param>
/// <param name="workload">The workload.</param>
/// <param name="language">The language.</param>
internal sealed class WorkloadText(ComparisonReport report, WorkloadReport workload, Language language)
{
    private readonly Texts _texts = ComparisonTexts.In(language);
    private readonly Figures _figures = new(language);
    private readonly Names _names = new(language);
    private readonly JobText _job = new(language);
    private readonly ComparisonTables _tables = new(report, workload, language);
    private readonly AlgorithmComparison _algorithm = KnownAlgorithms.Named(workload.Name).Comparison;

    /// <summary>What nobody must overlook; nothing where all is well.</summary>
    public IEnumerable<string> Alarms() =>
        _algorithm.IsSameOnAllEngines && workload.SameAnswer == false ? [_texts.Format("alarm", workload.Name), _texts["alarm.report"], ""] : [];

    /// <summary>Writes it.</summary>
    public void WriteTo(IAnsiConsole console)
    {
        JobText.WriteLines(console, Head());
        JobText.WriteLines(console, _algorithm.Warnings(workload, language));
        JobText.WriteLines(console, "");
        _tables.Engines().WriteTo(console);
        JobText.WriteLines(console, Failures());
        if (workload.Runs.Any(run => run.Result is not null))
        {
            _tables.Phases().WriteTo(console);
            _tables.Memory().WriteTo(console);
            _tables.Quality().WriteTo(console);
            _tables.TestQuality()?.WriteTo(console);
            _job.WriteAbsent(console, _tables.AbsentScores());
            foreach (FigureTable table in _algorithm.Tables(workload, language))
            {
                table.WriteTo(console);
            }
        }

        JobText.WriteLines(console, Conclusions());
    }

    /// <summary>What the figures say, in sentences.</summary>
    internal IEnumerable<string> Conclusions() =>
        [.. Agreement(), .. Speed(), .. _algorithm.Conclusions(workload, language)];

    private IEnumerable<string> Agreement()
    {
        foreach (IReadOnlyList<RunReport> world in workload.Worlds.Where(runs => runs.Count > 1))
        {
            bool isSame = world.Select(run => run.Result!.AllDigests).Distinct().Count() == 1;
            string[] names = [.. world.Select(run => run.Name).Distinct()];
            string key = !isSame ? "different" : names.Length == 1 ? "same.engine" : "same";
            yield return _texts.Format($"agree.{workload.Name}.{key}", _names.List(names));
        }

        if (workload.Worlds.Count > 1 && workload.ScoreDistance() is { } score)
        {
            yield return _texts.Format(
                $"agree.{workload.Name}.worlds",
                _names.List([.. workload.Finished.Select(run => run.Name).Distinct()]),
                _names.Metric(score.Key),
                _figures.Metric(Math.Round(score.Distance, 7)));
        }
    }

    private IEnumerable<string> Speed()
    {
        RunGroup[] engines = [.. RunGroup.Of(workload).Where(group => group.Kind == RunKind.Engine && group.Wall is not null)];
        RunGroup? serial = engines.FirstOrDefault(group => group.Name == EngineChoice.Serial);
        foreach (RunGroup other in serial is null ? [] : engines.Where(group => group.Name != EngineChoice.Serial))
        {
            yield return _texts.Format("speed", Ratio(FitWall(serial!), FitWall(other)), Ratio(serial!.Wall, other.Wall), _names.Engine(other.Name));
        }

        foreach (RunGroup gang in engines.Where(group => group.SessionStartUp is not null))
        {
            yield return _texts.Format("speed.session", _names.Engine(gang.Name), _figures.Seconds(gang.SessionStartUp!.Median));
        }
    }

    private IEnumerable<string> Head()
    {
        string data = report.Scale is { } scale ? _texts.Format("head.scale", workload.Data, scale) : workload.Data;
        yield return _algorithm.Head(workload, data, language);
        yield return _tables.FirstResult is { } first ? _job.Rows(first) : _texts["no.result"];
    }

    /// <summary>What failed and what was not run, and why.</summary>
    private IEnumerable<string> Failures()
    {
        foreach (RunReport run in workload.Runs)
        {
            if (run.Error is { } error)
            {
                yield return _texts.Format("failed", _tables.Label(run), error);
            }
            else if (run.NotRun is { } reason)
            {
                string line = _texts.Format("not.run", _tables.Label(run), reason.Reason);
                yield return reason.Remedy is { } remedy ? _texts.Format("not.run.remedy", line, remedy) : line;
            }
        }

        if (workload.Runs.Any(run => run.Result is null))
        {
            yield return "";
        }
    }

    private static Spread? FitWall(RunGroup group) => group.OfPhase(Phase.Fit, phase => phase.WallSeconds);

    private string Ratio(Spread? slow, Spread? quick) => slow is not null && quick is { Median: > 0 }
        ? _texts.Format("speed.times", (slow.Median / quick.Median).ToString("F2", language.Culture))
        : _texts["speed.none"];
}
