using Escala.Reports.Results;
using Escala.Vision;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace Escala.Reports.Charts;

/// <summary>How the loss fell from mini-batch to mini-batch. Runs that had the same loss share a line.</summary>
internal static class LossCurveChart
{
    private const float PlotHeight = 330;
    private const float LeftAxis = 104;

    /// <summary>The chart; null where no run says how its loss fell.</summary>
    public static ChartSheet? Of(ConvNetWorkloadReport workload, ChartWords words)
    {
        Curve[] curves =
        [
            .. FinishedRuns.Of(workload)
                .Where(group => group.ConvNet is { LossCurve.Count: > 0 })
                .GroupBy(group => string.Join(' ', group.ConvNet!.LossCurve))
                .Select(same => new Curve(string.Join("; ", same.Select(words.Run)), same.First().ConvNet!.LossCurve)),
        ];
        if (curves.Length == 0)
        {
            return null;
        }

        return new ChartSheet
        {
            Name = "loss-curve",
            Title = words["loss-curve.title"],
            Description = words.Format("loss-curve.description", string.Join("; ", curves.Select(curve => Describe(curve, words)))),
            Legend = [.. curves.Select((curve, index) => new LegendEntry(curve.Name, LegendMark.Line, theme => theme.Series(index)))],
            Panels = [new ChartPanel(PlotHeight, canvas => Paint(canvas, curves, words))],
        };
    }

    private static void Paint(ChartCanvas canvas, Curve[] curves, ChartWords words)
    {
        double highest = curves.Max(curve => curve.Points.Max(point => point.Loss));
        double lowest = curves.Min(curve => curve.Points.Min(point => point.Loss));
        bool isLogarithmic = LogAxis.Suits(lowest, highest);
        Func<double, double> scale = isLogarithmic ? Math.Log10 : value => value;
        canvas.Plot(new PixelPadding(LeftAxis, 24, ChartStyle.BottomAxis, 10), plot =>
        {
            ChartStyle.Numbers(plot.Axes.Left, words[isLogarithmic ? "loss-curve.axis.log" : "loss-curve.axis"], words, 5);
            ChartStyle.Numbers(plot.Axes.Bottom, words["loss-curve.steps"], words, 6);
            ((NumericAutomatic)plot.Axes.Bottom.TickGenerator).IntegerTicksOnly = true;
            if (isLogarithmic)
            {
                plot.Axes.Left.TickGenerator = LogAxis.Ticks(lowest, highest, words);
            }

            for (int index = 0; index < curves.Length; index++)
            {
                Coordinates[] points = [.. curves[index].Points.Select(point => new Coordinates(point.Step, scale(point.Loss)))];
                Scatter line = plot.Add.ScatterLine(points);
                line.LineColor = canvas.Theme.Series(index);

                // The curves lie nearly on one another: every next one is narrower, so that those beneath are still seen.
                line.LineWidth = Math.Min(6, 1.25f + (1.25f * (curves.Length - 1 - index)));
            }

            (double bottom, double top) = AxisRange.Around([scale(lowest), scale(highest)], 0.06);
            double last = curves.Max(curve => curve.Points[^1].Step);
            plot.Axes.SetLimits(-0.02 * last, 1.02 * last, bottom, top);
        });
    }

    private static string Describe(Curve curve, ChartWords words) => words.Format(
        "loss-curve.row",
        curve.Name,
        words.Score(curve.Points[0].Loss),
        words.Score(curve.Points[^1].Loss),
        words.Count("steps", curve.Points[^1].Step));

    private sealed record Curve(string Name, IReadOnlyList<ConvNetLossPoint> Points);
}
