using Escala.Reports.Pages.Documents;
using Escala.Reports.Results;

namespace Escala.Reports.Pages.Sections;

/// <summary>What the rows of a fit of XGBoost were used for.</summary>
internal static class DataParts
{
    /// <summary>Makes the table.</summary>
    public static Table Of(ReportMaterial material, XGBoostFitReport fit)
    {
        var cells = new TableCells(material.Figures);
        return new Table
        {
            Caption = material.Texts["parts.caption"],
            Columns =
            [
                material.Words("parts.part"), material.Numbers("data.rowcount"), material.Numbers("parts.share"),
                material.Words("parts.purpose"),
            ],
            Rows = [RowOf("training", fit.Rows), RowOf("validation", fit.ValidationRows ?? 0), RowOf("test", fit.TestRows ?? 0)],
            Command = material.Command,
        };

        Row RowOf(string part, long rows) => new(
        [
            new Cell(material.Texts[$"parts.{part}"]), cells.Count(rows), cells.Share(rows, fit.UsedRows),
            new Cell(material.Texts[$"parts.{part}.purpose"]),
        ]);
    }
}
