using Escala.Metrics;
using ScottPlot;

namespace Escala.Reports.Charts;

/// <summary>A curve of what is predicted for a class.</summary>
/// <param name="Names">Whose it is: runs that have the same one, or a class.</param>
/// <param name="Run">The run, or the first of them.</param>
/// <param name="ClassIndex">The 0-based class.</param>
/// <param name="Points">The curve.</param>
internal sealed record ScoreLine(IReadOnlyList<string> Names, ScoredRun Run, int ClassIndex, Coordinates[] Points)
{
    private const float LegendMarkWidth = 24;

    /// <summary>The run's scores.</summary>
    public ClassificationScores Scores => Run.Scores.Classification!;

    /// <summary>Its name and a figure, no wider than a legend.</summary>
    /// <param name="words">The language.</param>
    /// <param name="key">The key of the text of both.</param>
    /// <param name="figure">The figure.</param>
    public string Entry(ChartWords words, string key, string figure)
    {
        const float Room = ChartStyle.Width - (2 * ChartStyle.Margin) - LegendMarkWidth;
        string text = words.Format(key, string.Join("; ", Names), figure);
        if (ChartFont.Width(text, ChartStyle.TextSize) <= Room)
        {
            return text;
        }

        float rest = ChartFont.Width(words.Format(key, Shared(words, ""), figure), ChartStyle.TextSize);
        return words.Format(key, Shared(words, TextLines.Shorten(Names[0], ChartStyle.TextSize, Room - rest)), figure);
    }

    private string Shared(ChartWords words, string first) =>
        Names.Count == 1 ? first : words.Format("score.shared", first, Names.Count - 1);
}
