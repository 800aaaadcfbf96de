using ScottPlot;

namespace Escala.Reports.Charts;

/// <summary>Where on the curves of two classes the threshold 0.5 and the chosen one are.</summary>
internal static class ThresholdMarks
{
    private const float Radius = 7.5f;

    private static readonly MarkShape Half = MarkShape.Dot;
    private static readonly MarkShape Chosen = MarkShape.Of(3);

    /// <summary>The marks' names; none where there are more than two classes.</summary>
    public static IEnumerable<LegendEntry> Legend(ScoreLines lines, ChartWords words)
    {
        if (lines.IsByClass || lines.IsMacro)
        {
            yield break;
        }

        yield return new LegendEntry(words.Format("score.threshold", words.Number(0.5)), LegendMark.Shape, theme => theme.Ground, Half);
        string[] chosen =
        [
            .. lines.Lines.Select(line => line.Run.ChosenThreshold?.Threshold).OfType<double>().Select(words.Short).Distinct(),
        ];
        if (chosen.Length > 0)
        {
            string text = chosen.Length == 1 ? words.Format("score.threshold.chosen", chosen[0]) : words["score.threshold.chosen.several"];
            yield return new LegendEntry(text, LegendMark.Shape, theme => theme.Ground, Chosen);
        }
    }

    /// <summary>Draws the marks.</summary>
    /// <param name="plot">Where to.</param>
    /// <param name="theme">The colours.</param>
    /// <param name="lines">The curves.</param>
    /// <param name="place">Where on its curve a threshold is that gives these counts.</param>
    public static void Paint(Plot plot, ChartTheme theme, ScoreLines lines, Func<BinaryCounts, Coordinates> place)
    {
        foreach (ScoreLine line in lines.IsByClass || lines.IsMacro ? [] : lines.Lines)
        {
            Paint(plot, theme, Half, place(new BinaryCounts(line.Scores.ConfusionMatrix)));
            if (line.Run.ChosenThreshold is { } chosen)
            {
                Paint(plot, theme, Chosen, place(new BinaryCounts(chosen.ConfusionMatrix)));
            }
        }
    }

    private static void Paint(Plot plot, ChartTheme theme, MarkShape shape, Coordinates place)
    {
        if (double.IsFinite(place.X) && double.IsFinite(place.Y))
        {
            plot.PlottableList.Add(new MarkCloud([place], shape, Radius, theme.Ground, theme.Text));
        }
    }
}
