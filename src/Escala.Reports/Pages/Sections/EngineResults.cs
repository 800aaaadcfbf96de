using Escala.Reports.Pages.Documents;

namespace Escala.Reports.Pages.Sections;

/// <summary>What each engine and peer took and how good its answer is.</summary>
internal static class EngineResults
{
    /// <summary>Makes the section.</summary>
    public static Section Of(ReportMaterial material) => new("engines", material.Texts["results.title"],
    [
        new Subheading(material.Names.Workload(material.Workload.Name)),
        material.Paragraph("results.what"),
        TimeTable.Of(material),
        MemoryTable.Of(material),
        .. ScoreTable.Of(material),
        new Subheading(material.Texts["results.phases"]),
        PhaseTable.Of(material),
        .. ClusterTables.Of(material),
        .. material.ChartsAt(ChartPlace.Results),
    ]);
}
