using Escala.Reports.Charts;
using Escala.Reports.Findings;
using Escala.Reports.Languages;
using Escala.Reports.Results;
using Escala.Reports.Summaries;

namespace Escala.Reports.Pages;

/// <summary>The report of a comparison for people.</summary>
internal static class ComparisonPages
{
    /// <summary>
    /// Writes <c>report.html</c> (one file that needs no other), <c>report.md</c> with the charts in <c>plots</c>, and
    /// <c>results.csv</c>. What was written before is replaced; no file is ever there in part.
    /// </summary>
    /// <param name="comparison">The results.</param>
    /// <param name="folder">Where to; made if it is not there.</param>
    /// <param name="language">The language of all texts.</param>
    /// <exception cref="EscalaException">A file cannot be written.</exception>
    public static void Write(ComparisonReport comparison, string folder, Language language)
    {
        WorkloadReport workload = comparison.Workloads.Single();
        var material = new ReportMaterial(
            comparison,
            workload,
            ComparisonCharts.Draw(workload, language),
            ComparisonFindings.Of(comparison, workload, language),
            language);
        using var csv = new StringWriter();
        ResultsCsv.Write(comparison, csv);
        ReportFiles.Write(material, csv.ToString(), folder);
    }
}
