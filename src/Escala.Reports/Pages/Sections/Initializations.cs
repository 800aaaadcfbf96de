using Escala.Measurement;
using Escala.Reports.Findings;
using Escala.Reports.Pages.Documents;
using Escala.Reports.Summaries;

namespace Escala.Reports.Pages.Sections;

/// <summary>The initialisations on this data.</summary>
internal static class Initializations
{
    /// <summary>Makes the section.</summary>
    public static Section Of(ReportMaterial material) => new("initialization", material.Texts["init.title"],
    [
        .. material.Initializations.Count > 0
            ? [material.Paragraph("init.what"), TableOf(material)]
            : new Block[] { material.Paragraph("init.none") },
        .. material.ChartsAt(ChartPlace.Initialization),
        .. material.List(FindingSection.Initialization),
    ]);

    private static Table TableOf(ReportMaterial material) => new()
    {
        Caption = material.Texts["init.caption"],
        Columns =
        [
            material.Words("init.name"), material.Numbers("init.seconds"), material.Numbers("init.start"),
            material.Numbers("init.iterations"), material.Numbers("init.fit"), material.Numbers("init.final"),
        ],
        Rows = [.. material.Initializations.Select(group => RowOf(material, group))],
        Command = material.Command,
    };

    private static Row RowOf(ReportMaterial material, RunGroup group)
    {
        var cells = new TableCells(material.Figures);
        var name = new Cell(material.NameOf(group.Runs[0]));
        return group.KMeans is not { } result
            ? new Row([name], RunOutcomes.Why(material, group))
            : new Row(
            [
                name,
                cells.Seconds(group.OfPhase(Phase.Init, part => part.WallSeconds)),
                cells.Score(result.History.Count > 0 ? result.History[0] : null),
                cells.Count(result.Iterations),
                cells.Seconds(group.OfPhase(Phase.Fit, part => part.WallSeconds)),
                cells.Score(result.Metrics.Inertia),
            ]);
    }
}
