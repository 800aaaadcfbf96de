using Escala.Reports.Findings;
using Escala.Reports.Pages.Documents;

namespace Escala.Reports.Pages.Sections;

/// <summary>How the scores of XGBoost went from round to round, or those of a network from epoch to epoch.</summary>
internal static class Learning
{
    /// <summary>Makes the section.</summary>
    public static Section Of(ReportMaterial material) => new("learning", material.Suited("learning.title"),
    [
        new Paragraph(material.Suited(material.Say(FindingSection.Learning).Count > 0 ? "learning.what" : "learning.none")),
        .. material.ChartsAt(ChartPlace.Learning),
        .. EpochTable.Of(material),
        .. material.List(FindingSection.Learning),
    ]);
}
