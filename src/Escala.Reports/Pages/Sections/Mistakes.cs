using Escala.Reports.Pages.Documents;
using Escala.Reports.Results;

namespace Escala.Reports.Pages.Sections;

/// <summary>The images that the first engine's network most surely took for another class.</summary>
internal static class Mistakes
{
    /// <summary>Makes the section.</summary>
    public static Section Of(ReportMaterial material)
    {
        ConvNetFitReport? fit = material.Groups.Select(group => group.ConvNet).FirstOrDefault(fit => fit is { WorstMistakes.Count: > 0 });
        return new Section("mistakes", material.Texts["mistakes.title"], fit is null
            ? [material.Paragraph("mistakes.none")]
            : [material.Paragraph("mistakes.what"), .. material.ChartsAt(ChartPlace.Mistakes), TableOf(material, fit)]);
    }

    private static Table TableOf(ReportMaterial material, ConvNetFitReport fit)
    {
        var cells = new TableCells(material.Figures);
        return new Table
        {
            Caption = material.Texts["mistakes.caption"],
            Columns =
            [
                material.Words("mistakes.row"), material.Words("quality.true"), material.Words("mistakes.predicted"),
                material.Numbers("mistakes.probability"), material.Numbers("mistakes.truth"),
            ],
            Rows =
            [
                .. fit.WorstMistakes.Select(mistake => new Row(
                [
                    cells.Count(mistake.Row), new Cell(fit.Classes[mistake.Truth]), new Cell(fit.Classes[mistake.Predicted]),
                    Percent(mistake.Probability), Percent(mistake.TruthProbability),
                ])),
            ],
            Command = material.Command,
        };

        Cell Percent(double share) => new($"{material.Figures.Tenths(100 * share)}\u00a0%") { Number = share };
    }
}
