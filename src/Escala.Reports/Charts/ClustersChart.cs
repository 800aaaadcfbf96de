using Escala.Reports.Results;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Escala.Reports.Charts;

/// <summary>Rows in the colours and shapes of their clusters.</summary>
internal static class ClustersChart
{
    /// <summary>The chart; null where the comparison has no view of clusters.</summary>
    public static ChartSheet? Of(KMeansWorkloadReport workload, ChartWords words)
    {
        if (ViewedRun.Of(workload) is not { } fit)
        {
            return null;
        }

        ClusterViewReport view = workload.Clusters!;
        var plane = ClusterPlane.Of(view, fit.Features, workload.Axes, words);
        int clusters = plane.Centroids.Count;
        return new ChartSheet
        {
            Name = "clusters",
            Title = words.Format("clusters.title", words.Names.Engine(view.Run)),
            Description = words.Format(
                "clusters.description",
                words.Count("rows", view.RowNumbers.Count),
                words.Count("clusters", clusters),
                plane.Horizontal,
                plane.Vertical,
                string.Join(", ", fit.ClusterSizes.Select(size => words.Figures.Count(size)))),
            Legend = Legend(clusters, words),
            Panels = [new ChartPanel(480, canvas => Paint(canvas, plane, view.Labels, fit.Features.Count == 1, words))],
        };
    }

    private static List<LegendEntry> Legend(int clusters, ChartWords words)
    {
        int shown = Math.Min(clusters, MarkShape.Count);
        List<LegendEntry> entries =
        [
            .. Enumerable.Range(0, shown).Select(cluster => new LegendEntry(
                words.Format("clusters.entry", cluster), LegendMark.Shape, theme => theme.Series(cluster), MarkShape.Of(cluster))),
            new LegendEntry(words["clusters.centroid"], LegendMark.Shape, theme => theme.Ground, MarkShape.Cross),
        ];
        if (clusters > shown)
        {
            string more = words.Count("clusters.more", clusters - shown);
            entries.Add(new LegendEntry(more, LegendMark.Shape, theme => theme.Grey, MarkShape.Dot));
        }

        return entries;
    }

    private static void Paint(ChartCanvas canvas, ClusterPlane plane, IReadOnlyList<int> labels, bool isStrip, ChartWords words) =>
        canvas.Plot(new PixelPadding(ChartStyle.LeftAxis, 24, ChartStyle.BottomAxis, 8), plot =>
        {
            ChartStyle.Numbers(plot.Axes.Bottom, plane.Horizontal, words, 6);
            ChartStyle.Numbers(plot.Axes.Left, plane.Vertical, words, 6);
            ((NumericAutomatic)plot.Axes.Left.TickGenerator).IntegerTicksOnly = isStrip;
            ChartTheme theme = canvas.Theme;
            IEnumerable<IGrouping<int, (Coordinates Row, int)>> clusters = plane.Rows.Zip(labels).GroupBy(row => row.Second);
            foreach (IGrouping<int, (Coordinates Row, int)> rows in clusters.OrderBy(rows => rows.Key))
            {
                Color colour = theme.Series(rows.Key).WithAlpha(0.8);
                Coordinates[] places = [.. rows.Select(row => row.Row)];
                plot.PlottableList.Add(new MarkCloud(places, MarkShape.Of(rows.Key), 4, colour, theme.Text.WithAlpha(0.3)));
            }

            plot.PlottableList.Add(new MarkCloud(plane.Centroids, MarkShape.Cross, 13, theme.Ground, theme.Text));
            plot.Axes.SetLimits(Limits([.. plane.Rows, .. plane.Centroids]));
        });

    private static AxisLimits Limits(Coordinates[] points)
    {
        (double left, double right) = AxisRange.Around([.. points.Select(point => point.X)], 0.05);
        (double bottom, double top) = AxisRange.Around([.. points.Select(point => point.Y)], 0.05);
        return new AxisLimits(left, right, bottom, top);
    }
}
