using Escala.Boosting;
using Escala.Reports.Findings;
using Escala.Reports.Pages.Documents;
using Escala.Reports.Results;

namespace Escala.Reports.Pages.Sections;

/// <summary>Which features the trees of XGBoost are made of.</summary>
internal static class Importance
{
    private const int MostRows = 20;

    /// <summary>Makes the section.</summary>
    public static Section Of(ReportMaterial material)
    {
        FeatureImportance[] features = material.AnyResult is XGBoostFitReport fit
            ? [.. fit.Importance.OrderByDescending(feature => feature.TotalGain)]
            : [];
        return new Section("importance", material.Texts["importance.title"],
        [
            .. features.Length > 0 ? [TableOf(material, features)] : new Block[] { material.Paragraph("importance.none") },
            .. material.ChartsAt(ChartPlace.Importance),
            .. material.List(FindingSection.Importance),
        ]);
    }

    private static Table TableOf(ReportMaterial material, FeatureImportance[] features)
    {
        var cells = new TableCells(material.Figures);
        double all = features.Sum(feature => feature.TotalGain);
        return new Table
        {
            Caption = features.Length > MostRows
                ? material.Texts.Format("importance.caption.most", MostRows, features.Length)
                : material.Texts["importance.caption"],
            Columns =
            [
                material.Words("importance.feature"), material.Numbers("importance.share"), material.Numbers("importance.totalgain"),
                material.Numbers("importance.gain"), material.Numbers("importance.weight"), material.Numbers("importance.cover"),
                material.Numbers("importance.totalcover"),
            ],
            Rows =
            [
                .. features.Take(MostRows).Select(feature => new Row(
                [
                    TableCells.Code(feature.Feature), cells.Share(feature.TotalGain, all), cells.Score(feature.TotalGain),
                    cells.Score(feature.Gain), cells.Weight(feature.Weight), cells.Score(feature.Cover), cells.Score(feature.TotalCover),
                ])),
            ],
            Command = material.Command,
        };
    }
}
