using Escala.Reports.Results;
using Escala.Reports.Summaries;

namespace Escala.Reports.Charts;

/// <summary>How many images a second each engine and peer trained on.</summary>
internal static class ImageRateChart
{
    /// <summary>The chart; null where no run finished.</summary>
    public static ChartSheet? Of(ConvNetWorkloadReport workload, ChartWords words)
    {
        (RunGroup Group, double Rate, string Figure)[] rows =
        [
            .. from run in FinishedRuns.Of(workload)
               where run.ImagesPerSecond is not null
               let rate = run.ImagesPerSecond!.Median
               select (run, rate, words.Format("image-rate.figure", words.Figures.Count((long)Math.Round(rate)))),
        ];
        if (rows.Length == 0)
        {
            return null;
        }

        return new ChartSheet
        {
            Name = "image-rate",
            Title = words["image-rate.title"],
            Description = words.Format(
                "image-rate.description",
                string.Join("; ", rows.Select(row => words.Format("image-rate.row", words.Run(row.Group), row.Figure)))),
            Legend =
            [
                new LegendEntry(words["image-rate.engine"], LegendMark.Box, theme => theme.Blue),
                .. rows.Any(row => row.Group.Kind == RunKind.Peer)
                    ? [new LegendEntry(words["image-rate.peer"], LegendMark.Box, theme => theme.Orange)]
                    : Array.Empty<LegendEntry>(),
            ],
            Panels =
            [
                new ChartPanel((rows.Length * BarRows.RowHeight) + 4, canvas => BarRows.Paint(
                    canvas,
                    [
                        .. rows.Select(row => (
                            words.Run(row.Group), row.Rate, row.Figure,
                            row.Group.Kind == RunKind.Peer ? canvas.Theme.Orange : canvas.Theme.Blue)),
                    ])),
            ],
        };
    }
}
