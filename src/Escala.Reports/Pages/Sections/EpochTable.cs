using Escala.Reports.Pages.Documents;
using Escala.Reports.Results;
using Escala.Vision;

namespace Escala.Reports.Pages.Sections;

/// <summary>The epochs of the first engine's network, one by one.</summary>
internal static class EpochTable
{
    /// <summary>Makes the table; none where no network was trained.</summary>
    public static IEnumerable<Block> Of(ReportMaterial material)
    {
        if (material.AnyResult is not ConvNetFitReport { History: { Count: > 0 } epochs })
        {
            return [];
        }

        return
        [
            new Table
            {
                Caption = material.Texts["epochs.caption"],
                Columns =
                [
                    material.Words("epochs.epoch"), material.Numbers("epochs.training"), material.Numbers("epochs.validation"),
                    material.Numbers("epochs.accuracy"), material.Numbers("epochs.rate"), material.Numbers("epochs.seconds"),
                    material.Numbers("epochs.images"),
                ],
                Rows = [.. epochs.Select(epoch => RowOf(new TableCells(material.Figures), epoch))],
                Command = material.Command,
            },
        ];
    }

    private static Row RowOf(TableCells cells, ConvNetEpoch epoch) => new(
    [
        cells.Count(epoch.Epoch), cells.Score(epoch.TrainingLoss), cells.Score(epoch.ValidationLoss), cells.Score(epoch.ValidationAccuracy),
        cells.Score(epoch.LearningRate), cells.Seconds((double?)epoch.Seconds), cells.Count((long)Math.Round(epoch.ImagesPerSecond)),
    ]);
}
