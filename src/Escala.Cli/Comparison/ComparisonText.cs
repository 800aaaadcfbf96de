using Escala.Cli.Tables;
using Escala.Reports.Languages;
using Escala.Reports.Results;
using Spectre.Console;

namespace Escala.Cli.Comparison;

/// <summary>The readable result of a comparison.</summary>
/// <param name="report">The result.</param>
/// <param name="language">The language.</param>
internal sealed class ComparisonText(ComparisonReport report, Language language)
{
    private readonly Texts _texts = ComparisonTexts.In(language);
    private readonly Figures _figures = new(language);

    /// <summary>Writes it.</summary>
    public void WriteTo(IAnsiConsole console)
    {
        WorkloadText[] workloads = [.. report.Workloads.Select(workload => new WorkloadText(report, workload, language))];
        JobText.WriteLines(console, workloads.SelectMany(workload => workload.Alarms()));
        JobText.WriteLines(console, Machine());
        foreach (WorkloadText workload in workloads)
        {
            JobText.WriteLines(console, "");
            workload.WriteTo(console);
        }
    }

    private IEnumerable<string> Machine()
    {
        MachineReport machine = report.Machine;
        string? kernels = report.Workloads.SelectMany(workload => workload.Finished).FirstOrDefault()?.Result!.Kernels;
        object[] facts =
        [
            machine.Cpu,
            _texts.Count("cores", machine.Cores),
            _figures.Bytes(machine.MemoryBytes),
            machine.OperatingSystem,
            machine.Runtime,
        ];
        string load = machine.LoadAverage[0].ToString("F2", language.Culture);
        yield return kernels is null
            ? _texts.Format("head.machine.idle", [.. facts, load])
            : _texts.Format("head.machine", [.. facts, kernels, load]);
        if (report.Repeat > 1)
        {
            yield return _texts.Format("head.repeat", report.Repeat);
        }
    }
}
