using Escala.Reports.Findings;
using Escala.Reports.Pages.Documents;
using Escala.Reports.Results;

namespace Escala.Reports.Pages.Sections;

/// <summary>The engines against each other: time, cost, what held them back, quality.</summary>
internal static class EnginesCompared
{
    /// <summary>Makes the section.</summary>
    public static Section Of(ReportMaterial material) => new("comparison", material.Texts["comparison.title"],
    [
        .. Part(material, "comparison.speed", FindingSection.Speed),
        .. material.ChartsAt(ChartPlace.Comparison),
        .. Part(material, "comparison.cost", FindingSection.Cost),
        .. Part(material, "comparison.bottleneck", FindingSection.Bottleneck),
        .. Part(
            material, "comparison.quality", material.Workload is KMeansWorkloadReport ? FindingSection.Quality : FindingSection.Agreement),
    ]);

    private static IEnumerable<Block> Part(ReportMaterial material, string title, FindingSection section) =>
        material.Say(section).Count > 0 ? [new Subheading(material.Texts[title]), .. material.List(section)] : [];
}
