using Escala.Reports.Results;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace Escala.Reports.Charts;

/// <summary>How the inertia fell from iteration to iteration. Engines that learned the same share a line.</summary>
internal static class IterationsChart
{
    /// <summary>The chart; null where no run says how its inertia fell.</summary>
    public static ChartSheet? Of(KMeansWorkloadReport workload, ChartWords words)
    {
        InertiaCurve[] curves = [.. InertiaCurve.Of(workload, words)];
        if (curves.Length == 0)
        {
            return null;
        }

        return new ChartSheet
        {
            Name = "iterations",
            Title = words["iterations.title"],
            Description = words.Format("iterations.description", string.Join("; ", curves.Select(curve => Describe(curve, words)))),
            Legend = [.. curves.Select((curve, index) =>
                new LegendEntry(curve.Name, LegendMark.Shape, theme => theme.Series(index), MarkShape.Of(index)))],
            Panels = [new ChartPanel(330, canvas => Paint(canvas, curves, words))],
        };
    }

    private static void Paint(ChartCanvas canvas, InertiaCurve[] curves, ChartWords words)
    {
        double highest = curves.Max(curve => curve.Inertias.Max());
        double lowest = curves.Min(curve => curve.Inertias.Min());
        bool isLogarithmic = LogAxis.Suits(lowest, highest);
        Func<double, double> scale = isLogarithmic ? Math.Log10 : value => value;
        string axis = words[isLogarithmic ? "iterations.axis.log" : "axis.inertia"];
        canvas.Plot(new PixelPadding(112, 24, ChartStyle.BottomAxis, 10), plot =>
        {
            ChartStyle.Numbers(plot.Axes.Left, axis, words, 5);
            ChartStyle.Numbers(plot.Axes.Bottom, words["iterations.count"], words, 6);
            ((NumericAutomatic)plot.Axes.Bottom.TickGenerator).IntegerTicksOnly = true;
            if (isLogarithmic)
            {
                plot.Axes.Left.TickGenerator = LogAxis.Ticks(lowest, highest, words);
            }

            for (int index = 0; index < curves.Length; index++)
            {
                PaintCurve(plot, canvas.Theme, curves[index], index, scale);
            }

            (double bottom, double top) = AxisRange.Around([scale(lowest), scale(highest)], 0.06);
            double last = Math.Max(1, curves.Max(curve => curve.Inertias.Count - 1));
            plot.Axes.SetLimits(-0.03 * last, 1.03 * last, bottom, top);
        });
    }

    private static void PaintCurve(Plot plot, ChartTheme theme, InertiaCurve curve, int index, Func<double, double> scale)
    {
        Coordinates[] points = [.. curve.Inertias.Select((inertia, iteration) => new Coordinates(iteration, scale(inertia)))];
        Scatter line = plot.Add.ScatterLine(points);
        line.LineColor = theme.Series(index);
        line.LineWidth = 2;
        float radius = points.Length <= 60 ? 5 : 2.5f;
        plot.PlottableList.Add(new MarkCloud(points, MarkShape.Of(index), radius, theme.Series(index), theme.Text));
    }

    private static string Describe(InertiaCurve curve, ChartWords words) => words.Format(
        "iterations.row",
        curve.Name,
        words.Short(curve.Inertias[0]),
        words.Short(curve.Inertias[^1]),
        words.Count("iterations", curve.Inertias.Count - 1));
}
