using Escala.Reports.Pages.Documents;
using Escala.Reports.Results;
using Escala.Vision;

namespace Escala.Reports.Pages.Sections;

/// <summary>The layers of the network that was trained.</summary>
internal static class NetworkTable
{
    /// <summary>Makes the table; none where no network was trained.</summary>
    public static IEnumerable<Block> Of(ReportMaterial material)
    {
        if (material.Workload is not ConvNetWorkloadReport { Options.Network: var network })
        {
            return [];
        }

        var summary = NetworkSummary.Of(network);
        var cells = new TableCells(material.Figures);
        return
        [
            new Table
            {
                Caption = material.Texts.Format("network.caption", network.Input),
                Columns =
                [
                    material.Words("network.layer"), material.Words("network.kind"), material.Words("network.settings"),
                    material.Words("network.output"), material.Numbers("network.parameters"), material.Numbers("network.multiplyadds"),
                ],
                Rows =
                [
                    .. summary.Layers.Zip(LayerSettings.Of(network.Layers), (layer, settings) => RowOf(cells, layer, settings)),
                    new Row(
                    [
                        new Cell(material.Texts["network.all"]), Cell.Empty, Cell.Empty, new Cell(summary.Output.ToString()),
                        cells.Count(summary.Parameters), cells.Count(summary.MultiplyAdds),
                    ]),
                ],
                Command = material.Command,
            },
        ];
    }

    private static Row RowOf(TableCells cells, LayerSummary layer, string settings) => new(
    [
        new Cell(layer.Path) { Note = layer.Name },
        new Cell(layer.Kind),
        settings.Length > 0 ? new Cell(settings) : Cell.Empty,
        new Cell(layer.Output.ToString()),
        layer.Parameters > 0 ? cells.Count(layer.Parameters) : Cell.Empty,
        layer.MultiplyAdds > 0 ? cells.Count(layer.MultiplyAdds) : Cell.Empty,
    ]);
}
