using Escala.Metrics;
using ScottPlot;
using ScottPlot.Plottables;

namespace Escala.Reports.Charts;

/// <summary>
/// The curves of one kind. With two classes there is one of the second class for every run, where runs that have the same curve share
/// a line; with more classes one of the first run for every class.
/// </summary>
internal sealed class ScoreLines
{
    /// <summary>As many classes can be told apart by colours and dashes; those beyond are grey.</summary>
    private const int MostNamed = 10;

    private const int Colours = 7;
    private const int SameDigits = 6;

    private ScoreLines(IReadOnlyList<ScoreLine> lines, bool isByClass, bool isMacro = false)
    {
        Lines = lines;
        IsByClass = isByClass;
        IsMacro = isMacro;
    }

    /// <summary>The curves.</summary>
    public IReadOnlyList<ScoreLine> Lines { get; }

    /// <summary>Whether there is one for every class, not for every run.</summary>
    public bool IsByClass { get; }

    /// <summary>Whether each is the mean of a run's curves of every class against the rest.</summary>
    public bool IsMacro { get; }

    /// <summary>The curves; null where no run has one.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="curves">The curves of a run.</param>
    public static ScoreLines? Of(IReadOnlyList<ScoredRun> runs, Func<ClassificationScores, IEnumerable<ScoreCurve>> curves)
    {
        ScoreLine[] all = All(runs, curves);
        if (all.Length == 0)
        {
            return null;
        }

        bool isByClass = all[0].Run.Classes.Count > 2;
        return new ScoreLines([.. isByClass ? ByClass(all) : ByRun(all)], isByClass);
    }

    /// <summary>
    /// One curve for every run with more than two classes: at each x the mean of the curves of its classes, every one the same weight, as
    /// the macro mean of their areas; null where no run has several.
    /// </summary>
    /// <param name="runs">The runs.</param>
    /// <param name="curves">The curves of a run, rising from left to right.</param>
    public static ScoreLines? Macro(IReadOnlyList<ScoredRun> runs, Func<ClassificationScores, IEnumerable<ScoreCurve>> curves)
    {
        ScoreLine[] means =
        [
            .. All(runs, curves)
                .GroupBy(line => line.Run)
                .Where(classes => classes.Key.Classes.Count > 2)
                .Select(classes => classes.First() with { Points = MeanCurve.Of([.. classes.Select(line => line.Points)]) }),
        ];
        return means.Length == 0 ? null : new ScoreLines([.. ByRun(means)], isByClass: false, isMacro: true);
    }

    /// <summary>What a chart of them is called.</summary>
    /// <param name="words">The language.</param>
    /// <param name="key">The key of the chart's texts.</param>
    public string Title(ChartWords words, string key)
    {
        if (IsMacro)
        {
            return words[$"{key}.title.macro"];
        }

        const float NameWidth = ChartStyle.Width / 2f;
        ScoreLine first = Lines[0];
        string name = IsByClass ? first.Run.Label : first.Run.Classes[first.ClassIndex];
        return words.Format(
            IsByClass ? $"{key}.title.classes" : $"{key}.title", TextLines.Shorten(name, ChartStyle.TitleSize, NameWidth));
    }

    /// <summary>The curves' names, each with a figure.</summary>
    /// <param name="words">The language.</param>
    /// <param name="key">The key of the text of both.</param>
    /// <param name="figure">The figure.</param>
    public IEnumerable<LegendEntry> Legend(ChartWords words, string key, Func<ScoreLine, string> figure)
    {
        IEnumerable<LegendEntry> entries = Lines.Take(MostNamed).Select((line, index) => new LegendEntry(
            line.Entry(words, key, figure(line)), IsDashed(index) ? LegendMark.Dashes : LegendMark.Line, theme => Colour(theme, index)));
        return Lines.Count <= MostNamed
            ? entries
            : entries.Append(new LegendEntry(
                words.Count("clusters.more", Lines.Count - MostNamed), LegendMark.Line, theme => Colour(theme, MostNamed)));
    }

    /// <summary>What the curves show, in words.</summary>
    /// <param name="words">The language.</param>
    /// <param name="key">The key of the text of a name and its figure.</param>
    /// <param name="figure">The figure.</param>
    public string Describe(ChartWords words, string key, Func<ScoreLine, string> figure)
    {
        IEnumerable<string> rows =
            Lines.Take(MostNamed).Select(line => words.Format(key, string.Join("; ", line.Names), figure(line)));
        return string.Join(
            "; ", Lines.Count <= MostNamed ? rows : rows.Append(words.Count("clusters.more", Lines.Count - MostNamed)));
    }

    /// <summary>Draws the curves.</summary>
    /// <param name="plot">Where to.</param>
    /// <param name="theme">The colours.</param>
    /// <param name="withMarks">Whether every point of those with a name has a mark.</param>
    public void Paint(Plot plot, ChartTheme theme, bool withMarks)
    {
        // The grey ones lie beneath the named classes.
        IEnumerable<int> order = Enumerable.Range(0, Lines.Count);
        foreach (int index in IsByClass ? order.Reverse() : order)
        {
            PaintLine(plot, theme, index, withMarks);
        }
    }

    private static ScoreLine[] All(IReadOnlyList<ScoredRun> runs, Func<ClassificationScores, IEnumerable<ScoreCurve>> curves) =>
    [
        .. runs.Where(run => run.Scores.Classification is not null).SelectMany(run => curves(run.Scores.Classification!)
            .Where(curve => curve.X.Count > 0)
            .Select(curve => new ScoreLine([run.Label], run, curve.ClassIndex, Points(curve)))),
    ];

    private static IEnumerable<ScoreLine> ByClass(ScoreLine[] all) => all
        .Where(line => line.Run == all[0].Run)
        .Select(line => line with { Names = [line.Run.Classes[line.ClassIndex]] });

    private static IEnumerable<ScoreLine> ByRun(ScoreLine[] all) => all
        .GroupBy(line => string.Join(
            ' ', line.Points.SelectMany(point => (double[])[Math.Round(point.X, SameDigits), Math.Round(point.Y, SameDigits)])))
        .Select(same => same.First() with { Names = [.. same.SelectMany(line => line.Names)] });

    private static Coordinates[] Points(ScoreCurve curve) => [.. curve.X.Zip(curve.Y, (x, y) => new Coordinates(x, y))];

    private static bool IsDashed(int index) => index is >= Colours and < MostNamed;

    private static Color Colour(ChartTheme theme, int index) => index < MostNamed ? theme.Series(index) : theme.Grey.WithAlpha(0.6);

    // Curves of runs lie nearly on one another: every next one is narrower, so that those beneath are still seen.
    private float Width(int index) => IsByClass
        ? index < MostNamed ? 2.5f : 1
        : Math.Min(9, 2.5f + (2.5f * (Lines.Count - 1 - index)));

    private void PaintLine(Plot plot, ChartTheme theme, int index, bool withMarks)
    {
        Scatter line = plot.Add.ScatterLine(Lines[index].Points);
        line.LineColor = Colour(theme, index);
        line.LineWidth = Width(index);
        line.LinePattern = IsDashed(index) ? LinePattern.Dashed : LinePattern.Solid;
        if (withMarks && index < MostNamed)
        {
            plot.PlottableList.Add(new MarkCloud(Lines[index].Points, MarkShape.Of(index), 5, Colour(theme, index), theme.Text));
        }
    }
}
