using Escala.Cli.Options;
using Escala.Cli.Tables;
using Escala.Measurement;
using Escala.Reports.Languages;
using Escala.Reports.Results;
using Escala.Reports.Summaries;
using Spectre.Console;

namespace Escala.Cli.Comparison;

/// <summary>The readable result of a comparison.</summary>
/// <param name="report">The result.</param>
/// <param name="language">The language.</param>
internal sealed class ComparisonText(ComparisonReport report, Language language)
{
    private readonly Texts _texts = ComparisonTexts.In(language);
    private readonly Figures _figures = new(language);
    private readonly JobText _job = new(language);
    private readonly KMeansWorkloadReport _workload = KMeansOf(report);
    private readonly ComparisonTables _tables = new(report, KMeansOf(report), language);

    /// <summary>Writes it.</summary>
    public void WriteTo(IAnsiConsole console)
    {
        if (_workload.SameAnswer == false)
        {
            JobText.WriteLines(console, _texts["alarm"], _texts["alarm.report"], "");
        }

        JobText.WriteLines(console, [.. Head(), ""]);
        _tables.Engines().WriteTo(console);
        JobText.WriteLines(console, [.. Failures()]);
        if (_workload.Runs.Any(run => run.Result is not null))
        {
            _tables.Phases().WriteTo(console);
            _tables.Memory().WriteTo(console);
            _tables.Quality().WriteTo(console);
            _tables.TestQuality()?.WriteTo(console);
            _job.WriteAbsent(console, _workload.Runs.Where(run => run.Kind != RunKind.Initialization).SelectMany(Metrics));
            _tables.Initializations().WriteTo(console);
        }

        JobText.WriteLines(console, [.. Conclusions()]);
    }

    /// <summary>What the figures say, in sentences.</summary>
    internal IEnumerable<string> Conclusions()
    {
        if (_workload.SameAnswer is { } isSame)
        {
            string[] names = [.. _workload.Finished.Select(run => run.Name).Distinct()];
            string key = !isSame ? "agree.different" : names.Length == 1 ? "agree.same.engine" : "agree.same";
            yield return _texts.Format(key, names.Aggregate((some, next) => _texts.Format("list", some, next)));
        }

        RunGroup[] engines = [.. RunGroup.Of(_workload).Where(group => group.Kind == RunKind.Engine && group.Wall is not null)];
        RunGroup? serial = engines.FirstOrDefault(group => group.Name == EngineChoice.Serial);
        RunGroup? local = engines.FirstOrDefault(group => group.Name == EngineChoice.Local);
        if (serial is not null && local is not null)
        {
            yield return _texts.Format("speed", Ratio(FitWall(serial), FitWall(local)), Ratio(serial.Wall, local.Wall));
        }
    }

    private IEnumerable<string> Head()
    {
        string data = report.Scale is { } scale ? _texts.Format("head.scale", _workload.Data, scale) : _workload.Data;
        yield return _texts.Format(
            "head",
            data,
            _texts.Count("clusters", _workload.Options.Clusters),
            _texts.Count("runs", _workload.Options.Restarts),
            _workload.Options.Init);
        FitReport? first = _tables.FirstResult;
        yield return first is null ? _texts["no.result"] : _job.Rows(first);
        yield return Machine(first);
        if (report.Repeat > 1)
        {
            yield return _texts.Format("head.repeat", report.Repeat);
        }
    }

    private string Machine(FitReport? first)
    {
        MachineReport machine = report.Machine;
        object[] facts =
        [
            machine.Cpu,
            _texts.Count("cores", machine.Cores),
            _figures.Bytes(machine.MemoryBytes),
            machine.OperatingSystem,
            machine.Runtime,
        ];
        string load = machine.LoadAverage[0].ToString("F2", language.Culture);
        return first is null
            ? _texts.Format("head.machine.idle", [.. facts, load])
            : _texts.Format("head.machine", [.. facts, first.Kernels, load]);
    }

    /// <summary>What failed and what was not run, and why.</summary>
    private IEnumerable<string> Failures()
    {
        foreach (RunReport run in _workload.Runs)
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

        if (_workload.Runs.Any(run => run.Result is null))
        {
            yield return "";
        }
    }

    private static IEnumerable<MetricsReport> Metrics(RunReport run) =>
        run.Result is KMeansFitReport fit ? new[] { fit.Metrics, fit.TestMetrics }.OfType<MetricsReport>() : [];

    private static KMeansWorkloadReport KMeansOf(ComparisonReport report) => report.Workloads.OfType<KMeansWorkloadReport>().Single();

    private static Spread? FitWall(RunGroup group) => group.OfPhase(Phase.Fit, phase => phase.WallSeconds);

    private string Ratio(Spread? slow, Spread? quick) => slow is not null && quick is { Median: > 0 }
        ? _texts.Format("speed.times", (slow.Median / quick.Median).ToString("F2", language.Culture))
        : _texts["speed.none"];
}
