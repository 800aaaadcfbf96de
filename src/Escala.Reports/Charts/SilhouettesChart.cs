using Escala.Reports.Results;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace Escala.Reports.Charts;

/// <summary>The silhouette of every row, cluster by cluster.</summary>
internal static class SilhouettesChart
{
    private const float SmallestBandHeight = 20;

    /// <summary>The chart; null where the comparison has no silhouettes.</summary>
    public static ChartSheet? Of(KMeansWorkloadReport workload, ChartWords words)
    {
        if (ViewedRun.Of(workload) is null || workload.Clusters is not { Silhouettes: { Count: > 0 } silhouettes } view)
        {
            return null;
        }

        IReadOnlyList<SilhouetteBand> bands = SilhouetteBand.Of(view.Labels, silhouettes);
        double mean = silhouettes.Average();
        float height = Math.Clamp(bands.Count * 34, 300, 900);
        return new ChartSheet
        {
            Name = "silhouettes",
            Title = words.Format("silhouettes.title", words.Names.Engine(view.Run)),
            Description = words.Format(
                "silhouettes.description",
                words.Count("rows", silhouettes.Count),
                words.Short(mean),
                string.Join("; ", bands.Select(band => Describe(band, words)))),
            Legend = [new LegendEntry(words.Format("silhouettes.mean", words.Short(mean)), LegendMark.Dashes, theme => theme.Text)],
            Panels = [new ChartPanel(height + ChartStyle.BottomAxis, canvas => Paint(canvas, bands, mean, height, words))],
        };
    }

    private static string Describe(SilhouetteBand band, ChartWords words) => words.Format(
        "silhouettes.row", band.Cluster, words.Count("rows", band.Silhouettes.Count), words.Short(band.Silhouettes.Average()));

    private static void Paint(ChartCanvas canvas, IReadOnlyList<SilhouetteBand> bands, double mean, float height, ChartWords words)
    {
        var ticks = new NumericManual();
        double bottom = bands[^1].Bottom + bands[0].Top;
        double labelled = double.PositiveInfinity;
        foreach (SilhouetteBand band in bands)
        {
            double middle = (band.Top + band.Bottom) / 2;
            if ((labelled - middle) / -bottom * height >= SmallestBandHeight)
            {
                ticks.AddMajor(middle, words.Format("silhouettes.tick", band.Cluster, words.Figures.Count(band.Silhouettes.Count)));
                labelled = middle;
            }
        }

        canvas.Plot(new PixelPadding(116, 24, ChartStyle.BottomAxis, 4), plot =>
        {
            ChartStyle.Numbers(plot.Axes.Bottom, words["silhouettes.axis"], words, 6);
            plot.Axes.Left.TickGenerator = ticks;
            plot.Axes.Left.Label.Text = words["silhouettes.clusters"];
            plot.Grid.YAxisStyle.IsVisible = false;
            double least = Math.Min(0, bands.Min(band => band.Silhouettes[^1]));
            plot.Axes.SetLimits(least - 0.03, Math.Max(mean, bands.Max(band => band.Silhouettes[0])) + 0.05, bottom, 0);
            PaintBands(plot, canvas.Theme, bands);
            PaintLine(plot, canvas.Theme, 0, LinePattern.Solid);
            PaintLine(plot, canvas.Theme, mean, LinePattern.Dashed);
        });
    }

    private static void PaintBands(Plot plot, ChartTheme theme, IReadOnlyList<SilhouetteBand> bands)
    {
        foreach (SilhouetteBand band in bands)
        {
            Polygon area = plot.Add.Polygon(band.Outline());
            area.FillColor = theme.Series(band.Cluster);
            area.LineColor = theme.Text;
            area.LineWidth = 0.75f;
        }
    }

    private static void PaintLine(Plot plot, ChartTheme theme, double silhouette, LinePattern pattern)
    {
        VerticalLine line = plot.Add.VerticalLine(silhouette);
        line.LineColor = theme.Text;
        line.LineWidth = 1.5f;
        line.LinePattern = pattern;
    }
}
