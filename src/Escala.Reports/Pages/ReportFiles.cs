using System.Text;
using Escala.Reports.Charts;
using Escala.Reports.Pages.Documents;
using Escala.Reports.Pages.Html;
using Escala.Reports.Pages.Markdown;

namespace Escala.Reports.Pages;

/// <summary>Writes a report in all its formats.</summary>
internal static class ReportFiles
{
    /// <summary>The page.</summary>
    public const string Page = "report.html";

    /// <summary>The folder of the charts, beside the report.</summary>
    public const string Plots = "plots";

    /// <summary>Writes <c>plots</c>, <c>results.csv</c>, <c>report.md</c> and <c>report.html</c>, in this order.</summary>
    /// <param name="materials">What the report is made of: one for each workload.</param>
    /// <param name="csv">The table of the raw results.</param>
    /// <param name="folder">Where to; made if it is not there. What a report wrote before is replaced.</param>
    /// <exception cref="EscalaException">A file cannot be written.</exception>
    public static void Write(IReadOnlyList<ReportMaterial> materials, string csv, string folder)
    {
        Document document = ComparisonDocument.Of(materials);
        string plots = Path.Combine(folder, Plots);
        RequireFolder(plots);
        foreach (Chart chart in materials.SelectMany(material => material.Charts))
        {
            ReportFile.Write(Path.Combine(plots, $"{chart.Name}.svg"), Encoding.UTF8.GetBytes(chart.Svg));
            ReportFile.Write(Path.Combine(plots, $"{chart.Name}.png"), chart.Png);
        }

        WriteText("results.csv", csv);
        WriteText("report.md", new MarkdownPage(document).Render());
        WriteText(Page, new HtmlPage(document, PageData.Of(materials[0].Comparison, csv)).Render());

        void WriteText(string name, string text) => ReportFile.Write(Path.Combine(folder, name), Encoding.UTF8.GetBytes(text));
    }

    private static void RequireFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new EscalaException($"The folder {folder} cannot be made: {cause.Message}", cause);
        }
    }
}
