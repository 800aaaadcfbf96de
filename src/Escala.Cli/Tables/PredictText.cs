using Escala.Reports.Languages;
using Escala.Reports.Results;
using Spectre.Console;

namespace Escala.Cli.Tables;

/// <summary>The readable result of <c>predict</c>.</summary>
internal static class PredictText
{
    /// <summary>Writes it.</summary>
    public static void Write(PredictReport report, IAnsiConsole console)
    {
        string kept = report.Keep.Count > 0 ? $", {string.Join(", ", report.Keep)}" : "";
        JobText.WriteLines(
            console,
            $"{report.Data.Given} labelled by {report.Model}",
            JobText.Rows(report),
            JobText.Sizes(report.ClusterSizes),
            JobText.Engine(report),
            "");
        JobText.Phases(report).WriteTo(console);
        JobText.WriteLines(
            console,
            $"{report.Out}: row, label, distance{kept}; {Figures.English.Bytes(report.OutBytes)}, written in "
                + $"{Figures.English.Seconds(report.WriteSeconds)} s");
    }
}
