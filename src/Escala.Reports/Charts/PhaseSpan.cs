using Escala.Measurement;
using Escala.Reports.Results;
using ScottPlot;

namespace Escala.Reports.Charts;

/// <summary>When a phase was under way, in seconds since the job began.</summary>
/// <param name="Name">Its name.</param>
/// <param name="From">When it began.</param>
/// <param name="To">When it ended.</param>
/// <param name="Colour">Its colour.</param>
internal sealed record PhaseSpan(string Name, double From, double To, Func<ChartTheme, Color> Colour)
{
    /// <summary>
    /// The phases of rank 0, one after another. With restarts initialisation and training alternate, and only both together have a
    /// begin and an end.
    /// </summary>
    /// <param name="fit">The run.</param>
    /// <param name="words">The language.</param>
    public static IReadOnlyList<PhaseSpan> Of(FitReport fit, ChartWords words)
    {
        var spans = new List<PhaseSpan>();
        double from = 0;
        Phase? before = null;
        foreach (PhaseMeasurement phase in fit.PerRank[0].Phases)
        {
            double to = from + phase.WallSeconds;
            if (fit is KMeansFitReport { Options.Restarts: > 1 } && phase.Name == Phase.Fit && before == Phase.Init)
            {
                spans[^1] = new PhaseSpan(words["part.training"], spans[^1].From, to, RunPart.ColourOf(Phase.Fit));
            }
            else
            {
                spans.Add(new PhaseSpan(words.Names.Phase(phase.Name), from, to, RunPart.ColourOf(phase.Name)));
            }

            from = to;
            before = phase.Name;
        }

        return spans;
    }
}
