using Escala.Reports.Results;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Escala.Reports.Charts;

/// <summary>Rows in the colours and shapes of their clusters.</summary>
internal static class ClustersChart
{
    /// <summary>The chart; null where the comparison has no view of clusters.</summary>
    public static ChartSheet? Of(ComparisonReport comparison, ChartWords words)
    {
        if (ViewedRun.Of(comparison) is not { } fit)
        {
            return null;
        }

        ClusterViewReport view = comparison.Clusters!;
        var plane = ClusterPlane.Of(view, fit.Features, words);
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
            entries.Add(new LegendEntry(words.Count("clusters.more", clusters - shown), LegendMark.Shape, theme => theme.Grey, MarkShape.Dot));
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
            foreach (IGrouping<int, (Coordinates Row, int Cluster)> rows in plane.Rows.Zip(labels).GroupBy(row => row.Second).OrderBy(rows => rows.Key))
            {
                plot.PlottableList.Add(new MarkCloud(
                    [.. rows.Select(row => row.Row)], MarkShape.Of(rows.Key), 4, theme.Series(rows.Key).WithAlpha(0.8), theme.Text.WithAlpha(0.4)));
            }

            plot.PlottableList.Add(new MarkCloud(plane.Centroids, MarkShape.Cross, 13, theme.Ground, theme.Text));
            plot.Axes.SetLimits(Limits([.. plane.Rows, .. plane.Centroids]));
        });

    private static AxisLimits Limits(Coordinates[] points)
    {
        (double left, double right) = Range(points.Select(point => point.X));
        (double bottom, double top) = Range(points.Select(point => point.Y));
        return new AxisLimits(left, right, bottom, top);
    }

    private static (double From, double To) Range(IEnumerable<double> values)
    {
        double[] all = [.. values];
        double room = all.Max() > all.Min() ? 0.05 * (all.Max() - all.Min()) : 0.5;
        return (all.Min() - room, all.Max() + room);
    }
}
