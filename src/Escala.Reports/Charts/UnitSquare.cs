using ScottPlot;
using ScottPlot.Plottables;

namespace Escala.Reports.Charts;

/// <summary>A square plot of two shares, each from 0 to 1.</summary>
internal static class UnitSquare
{
    private const float Right = 40;
    private const float Top = 10;
    private const float Side = ChartStyle.Width - ChartStyle.LeftAxis - Right;

    /// <summary>The limits of an axis: lines at its ends are not cut.</summary>
    public static (double From, double To) Limits => (-0.015, 1.015);

    /// <summary>The space beside its data.</summary>
    /// <param name="bottom">The space below.</param>
    /// <param name="top">The space above.</param>
    public static PixelPadding Padding(float bottom, float top) => new(ChartStyle.LeftAxis, Right, bottom, top);

    /// <summary>The panel.</summary>
    /// <param name="horizontal">What the horizontal axis shows; empty where only its numbers are written.</param>
    /// <param name="vertical">What the vertical axis shows.</param>
    /// <param name="words">The language.</param>
    /// <param name="draw">Draws the plot.</param>
    public static ChartPanel Panel(string horizontal, string vertical, ChartWords words, Action<Plot, ChartTheme> draw) =>
        Panel(horizontal, vertical, words, draw, new AxisLimits(Limits.From, Limits.To, Limits.From, Limits.To));

    /// <summary>The panel of the upper left corner, ten times as large.</summary>
    /// <inheritdoc cref="Panel(string, string, ChartWords, Action{Plot, ChartTheme})"/>
    public static ChartPanel Corner(string horizontal, string vertical, ChartWords words, Action<Plot, ChartTheme> draw) =>
        Panel(horizontal, vertical, words, draw, new AxisLimits(Limits.From / 10, Limits.To / 10, 1 - (Limits.To / 10), 1 - (Limits.From / 10)));

    private static ChartPanel Panel(string horizontal, string vertical, ChartWords words, Action<Plot, ChartTheme> draw, AxisLimits limits)
    {
        float bottom = horizontal.Length > 0 ? ChartStyle.BottomAxis : ChartStyle.BottomNumbers;
        return new ChartPanel(Top + Side + bottom, canvas => canvas.Plot(Padding(bottom, Top), plot =>
        {
            ChartStyle.Numbers(plot.Axes.Left, vertical, words, 6);
            ChartStyle.Numbers(plot.Axes.Bottom, horizontal, words, 6);
            draw(plot, canvas.Theme);
            plot.Axes.SetLimits(limits);
        }));
    }

    /// <summary>Draws what the curves are compared with.</summary>
    /// <param name="plot">Where to.</param>
    /// <param name="theme">The colours.</param>
    /// <param name="left">Its height at 0.</param>
    /// <param name="right">Its height at 1.</param>
    public static void Reference(Plot plot, ChartTheme theme, double left, double right)
    {
        LinePlot line = plot.Add.Line(0, left, 1, right);
        line.LineColor = theme.Text;
        line.LinePattern = LinePattern.Dashed;
        line.LineWidth = 1.5f;
        line.MarkerSize = 0;
    }
}
