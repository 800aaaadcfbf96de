using Escala.Reports.Pages.Documents;
using Escala.Reports.Results;

namespace Escala.Reports.Pages.Sections;

/// <summary>The options that all runs of a workload share.</summary>
internal static class OptionTable
{
    /// <summary>Makes the table.</summary>
    public static Table Of(ReportMaterial material)
    {
        IEnumerable<(string Option, Cell Value)> given = material.Workload switch
        {
            KMeansWorkloadReport kmeans => KMeansOptionCells.Of(material, kmeans.Options),
            XGBoostWorkloadReport xgboost => XGBoostOptionCells.Of(xgboost.Options),
            ConvNetWorkloadReport cnn => ConvNetOptionCells.Of(material, cnn.Options),
            var other => throw new InvalidOperationException($"The options of {other.Name} have no table."),
        };
        return new Table
        {
            Caption = material.Texts["setup.options.caption"],
            Columns = [material.Words("setup.option"), material.Words("setup.value"), material.Words("setup.meaning")],
            Rows = [.. given.Select(one => new Row([TableCells.Code(one.Option), one.Value, new Cell(material.Suited($"option.{one.Option[2..]}"))]))],
            Command = material.Command,
        };
    }
}
