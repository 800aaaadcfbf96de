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
            var other => throw new InvalidOperationException($"The options of {other.Name} have no table."),
        };
        return new Table
        {
            Caption = material.Texts["setup.options.caption"],
            Columns = [material.Words("setup.option"), material.Words("setup.value"), material.Words("setup.meaning")],
            Rows = [.. given.Select(one => new Row([TableCells.Code(one.Option), one.Value, new Cell(Meaning(material, one.Option))]))],
            Command = material.Command,
        };
    }

    /// <summary>What an option says: of this workload alone where it has words of its own, else of any.</summary>
    private static string Meaning(ReportMaterial material, string option)
    {
        string key = $"option.{option[2..]}";
        return material.Texts.Find($"{key}.{material.Workload.Name}") ?? material.Texts[key];
    }
}
