using Escala.Reports.Results;
using Spectre.Console;

namespace Escala.Cli.Tables;

/// <summary>The readable result of an evaluation.</summary>
internal static class EvaluateText
{
    /// <summary>Writes it.</summary>
    public static void Write(EvaluateReport report, IAnsiConsole console)
    {
        JobText.WriteLines(
            console,
            $"{report.Model} judged by {report.Data.Given}",
            JobText.Rows(report),
            JobText.Sizes(report.ClusterSizes),
            JobText.Engine(report),
            "");
        JobText.Metrics(("value", report.Metrics)).WriteTo(console);
        JobText.WriteAbsent(console, report.Metrics);
        JobText.Phases(report).WriteTo(console);
    }
}
