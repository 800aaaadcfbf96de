using Escala.Reports.Findings;
using Escala.Reports.Pages.Documents;

namespace Escala.Reports.Pages.Sections;

/// <summary>How the scores of XGBoost went from round to round.</summary>
internal static class Learning
{
    /// <summary>Makes the section.</summary>
    public static Section Of(ReportMaterial material) => new("learning", material.Texts["learning.title"],
    [
        material.Paragraph(material.Say(FindingSection.Learning).Count > 0 ? "learning.what" : "learning.none"),
        .. material.ChartsAt(ChartPlace.Learning),
        .. material.List(FindingSection.Learning),
    ]);
}
