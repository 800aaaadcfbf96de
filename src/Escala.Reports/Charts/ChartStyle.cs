using ScottPlot;
using ScottPlot.TickGenerators;

namespace Escala.Reports.Charts;

/// <summary>Sizes, and how plots look. They are chosen so that texts can be read when a chart is 340 pixels wide.</summary>
internal static class ChartStyle
{
    /// <summary>The width of every chart, in pixels.</summary>
    public const int Width = 600;

    /// <summary>The space around a chart's content.</summary>
    public const float Margin = 14;

    /// <summary>The size of titles.</summary>
    public const float TitleSize = 20;

    /// <summary>The size of all other texts.</summary>
    public const float TextSize = 16;

    /// <summary>The height of a line of text.</summary>
    public const float LineHeight = 22;

    /// <summary>The space that an axis with numbers and a name takes below a plot.</summary>
    public const float BottomAxis = 50;

    /// <summary>The space that numbers take below a plot.</summary>
    public const float BottomNumbers = 28;

    /// <summary>The space that an axis with numbers of up to 6 digits and a name takes beside a plot.</summary>
    public const float LeftAxis = 84;

    /// <summary>How many times the pixels of a PNG are those of the chart.</summary>
    public const int PngScale = 2;

    /// <summary>Gives an empty plot the look of all plots.</summary>
    /// <param name="plot">The plot.</param>
    /// <param name="theme">The colours.</param>
    public static void Apply(Plot plot, ChartTheme theme)
    {
        plot.RenderManager.ClearCanvasBeforeEachRender = false;
        plot.FigureBackground.Color = Colors.Transparent;
        plot.Axes.Color(theme.Text);
        plot.Grid.MajorLineColor = theme.Grid;
        plot.Axes.Top.IsVisible = false;
        plot.Axes.Right.IsVisible = false;
        foreach (IAxis axis in plot.Axes.GetAxes())
        {
            axis.TickLabelStyle.FontName = ChartFont.Family;
            axis.TickLabelStyle.FontSize = TextSize;
            axis.Label.FontName = ChartFont.Family;
            axis.Label.FontSize = TextSize;
            axis.Label.Bold = false;
        }
    }

    /// <summary>Names an axis and writes its numbers as the language does.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="name">What it shows, with the unit.</param>
    /// <param name="words">The language.</param>
    /// <param name="ticks">About how many numbers.</param>
    public static void Numbers(IAxis axis, string name, ChartWords words, int ticks)
    {
        axis.Label.Text = name;
        axis.TickGenerator = new NumericAutomatic { LabelFormatter = words.Number, TargetTickCount = ticks };
    }

    /// <summary>Leaves an axis out, and the grid's lines across it.</summary>
    /// <param name="plot">The plot.</param>
    /// <param name="axis">The axis.</param>
    public static void Hide(Plot plot, IAxis axis)
    {
        axis.IsVisible = false;
        if (axis is IXAxis)
        {
            plot.Grid.XAxisStyle.IsVisible = false;
        }
        else
        {
            plot.Grid.YAxisStyle.IsVisible = false;
        }
    }

    /// <summary>Writes a text at a place in a plot.</summary>
    /// <param name="plot">The plot.</param>
    /// <param name="theme">The colours.</param>
    /// <param name="text">The text.</param>
    /// <param name="place">The place.</param>
    /// <param name="anchor">Which corner or side of the text is there.</param>
    public static ScottPlot.Plottables.Text Write(Plot plot, ChartTheme theme, string text, Coordinates place, Alignment anchor)
    {
        ScottPlot.Plottables.Text label = plot.Add.Text(text, place);
        label.LabelFontName = ChartFont.Family;
        label.LabelFontSize = TextSize;
        label.LabelFontColor = theme.Text;
        label.LabelAlignment = anchor;
        label.LabelPadding = 0;
        return label;
    }

    /// <summary>Fills a part of a plot.</summary>
    /// <param name="plot">The plot.</param>
    /// <param name="area">The part.</param>
    /// <param name="fill">The colour.</param>
    /// <param name="outline">The colour of the outline.</param>
    public static void Fill(Plot plot, CoordinateRect area, Color fill, Color outline)
    {
        ScottPlot.Plottables.Rectangle bar = plot.Add.Rectangle(area);
        bar.FillColor = fill;
        bar.LineColor = outline;
        bar.LineWidth = 1;
    }
}
