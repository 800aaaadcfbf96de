using Escala.Measurement;
using Escala.Reports.Results;
using ScottPlot;

namespace Escala.Reports.Charts;

/// <summary>Where the time of each rank went, for runs whose work several ranks shared: the first finished repetition of each.</summary>
internal static class RanksChart
{
    private const float RowHeight = 62;

    private static readonly Phase[] Phases = Enum.GetValues<Phase>();

    /// <summary>The chart; null where no run had several ranks.</summary>
    public static ChartSheet? Of(WorkloadReport workload, ChartWords words)
    {
        (string Name, RankMeasurement Rank)[] rows =
        [
            .. from gang in FinishedRuns.Of(workload)
               where gang.IsGang
               from rank in gang.Result!.PerRank
               select (words.Format("ranks.row", words.Names.Engine(gang.Name), rank.Rank), rank),
        ];
        if (rows.Length == 0)
        {
            return null;
        }

        Phase[] phases = [.. Phases.Where(phase => rows.Any(row => Computing(row.Rank, phase) > 0))];
        return new ChartSheet
        {
            Name = "ranks",
            Title = words["ranks.title"],
            Description = words.Format("ranks.description", string.Join("; ", rows.Select(row => Describe(row.Name, row.Rank, words)))),
            Legend =
            [
                .. phases.Select(phase => new LegendEntry(words.Names.Phase(phase), LegendMark.Box, RunPart.ColourOf(phase))),
                new LegendEntry(words["part.communication"], LegendMark.Box, theme => theme.Text),
            ],
            Panels = [new ChartPanel((rows.Length * RowHeight) + ChartStyle.BottomAxis, canvas => Paint(canvas, rows, phases, words))],
        };
    }

    private static void Paint(ChartCanvas canvas, (string Name, RankMeasurement Rank)[] rows, Phase[] phases, ChartWords words) =>
        canvas.Plot(new PixelPadding(20, 24, ChartStyle.BottomAxis, 0), plot =>
        {
            ChartStyle.Hide(plot, plot.Axes.Left);
            ChartStyle.Numbers(plot.Axes.Bottom, words["axis.seconds"], words, 6);
            for (int row = 0; row < rows.Length; row++)
            {
                PaintRow(plot, canvas.Theme, rows[row].Name, rows[row].Rank, phases, -row, words);
            }

            plot.Axes.SetLimits(0, 1.02 * rows.Max(row => Whole(row.Rank)), 0.1 - rows.Length, 0.1);
        });

    private static void PaintRow(Plot plot, ChartTheme theme, string name, RankMeasurement rank, Phase[] phases, double top, ChartWords words)
    {
        IEnumerable<(double Seconds, Func<ChartTheme, Color> Colour)> parts =
        [
            .. phases.Select(phase => (Computing(rank, phase), RunPart.ColourOf(phase))),
            (Communicating(rank), colours => colours.Text),
        ];
        double from = 0;
        foreach ((double seconds, Func<ChartTheme, Color> colour) in parts.Where(part => part.Seconds > 0))
        {
            ChartStyle.Fill(plot, new CoordinateRect(from, from + seconds, top - 0.75, top - 0.33), colour(theme), theme.Text);
            from += seconds;
        }

        string text = words.Format("phases.bar", name, words.Seconds(Whole(rank)));
        ChartStyle.Write(plot, theme, text, new Coordinates(0, top - 0.29), Alignment.LowerLeft);
    }

    private static string Describe(string name, RankMeasurement rank, ChartWords words) =>
        words.Format("ranks.words", name, words.Seconds(Whole(rank)), words.Seconds(Communicating(rank)));

    private static double Whole(RankMeasurement rank) => rank.Phases.Sum(phase => phase.WallSeconds);

    private static double Communicating(RankMeasurement rank) => rank.Phases.Sum(phase => phase.CollectiveSeconds);

    private static double Computing(RankMeasurement rank, Phase phase) =>
        rank.Phases.Where(part => part.Name == phase).Sum(part => part.WallSeconds - part.CollectiveSeconds);
}
