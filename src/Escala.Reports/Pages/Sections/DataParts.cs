using Escala.Reports.Pages.Documents;
using Escala.Reports.Results;

namespace Escala.Reports.Pages.Sections;

/// <summary>What the rows or images of a fit were used for.</summary>
internal static class DataParts
{
    /// <summary>Makes the table.</summary>
    public static Table Of(ReportMaterial material, FitReport fit)
    {
        var cells = new TableCells(material.Figures);
        return new Table
        {
            Caption = material.Suited("parts.caption"),
            Columns =
            [
                material.Words("parts.part"), new Column(material.Suited("data.rowcount"), IsNumeric: true), material.Numbers("parts.share"),
                material.Words("parts.purpose"),
            ],
            Rows = [RowOf("training", fit.Rows), RowOf("validation", fit.UsedRows - fit.Rows - (fit.TestRows ?? 0)), RowOf("test", fit.TestRows ?? 0)],
            Command = material.Command,
        };

        Row RowOf(string part, long rows) => new(
        [
            new Cell(material.Texts[$"parts.{part}"]), cells.Count(rows), cells.Share(rows, fit.UsedRows),
            new Cell(material.Suited($"parts.{part}.purpose")),
        ]);
    }
}
