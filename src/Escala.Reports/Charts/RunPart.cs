using Escala.Measurement;
using Escala.Reports.Summaries;
using ScottPlot;

namespace Escala.Reports.Charts;

/// <summary>A part of a run's wall time that charts colour: the engine's start-up, a phase, or what is outside of both.</summary>
/// <param name="Name">Its name in a language.</param>
/// <param name="Colour">Its colour.</param>
/// <param name="SecondsOf">Its median over the repetitions; null where it was not measured.</param>
internal sealed record RunPart(Func<ChartWords, string> Name, Func<ChartTheme, Color> Colour, Func<RunGroup, double?> SecondsOf)
{
    /// <summary>All parts, in the order in which they happen.</summary>
    public static IReadOnlyList<RunPart> All { get; } =
    [
        new(words => words["part.startup"], theme => theme.Vermilion, StartUp),
        Of(Phase.Load),
        Of(Phase.Split),
        Of(Phase.Prepare),
        Of(Phase.Init),
        Of(Phase.Fit),
        Of(Phase.Evaluate),
        Of(Phase.Predict),
        new(words => words["part.communication"], theme => theme.Text, Communication),
        new(words => words["part.rest"], theme => theme.Grey, Rest),
    ];

    /// <summary>The time of all parts: that of a run, and the start of the session that it shares.</summary>
    public static double WholeOf(RunGroup group) => group.Wall!.Median + (group.SessionStartUp?.Median ?? 0);

    /// <summary>The colour of a phase.</summary>
    public static Func<ChartTheme, Color> ColourOf(Phase phase) => phase switch
    {
        Phase.Load => theme => theme.Sky,
        Phase.Split => theme => theme.Yellow,
        Phase.Prepare => theme => theme.Orange,
        Phase.Init => theme => theme.Purple,
        Phase.Fit => theme => theme.Blue,
        Phase.Evaluate => theme => theme.Green,
        _ => theme => theme.Text,
    };

    private static RunPart Of(Phase phase) => new(
        words => words.Names.Phase(phase),
        ColourOf(phase),
        group => group.OfPhase(phase, measured => measured.WallSeconds - (group.IsGang ? measured.CollectiveSeconds : 0))?.Median);

    private static double? StartUp(RunGroup group) =>
        Spread.Of(group.Finished.Select(run => run.Result!.EngineStartUpSeconds).Where(seconds => seconds > 0))?.Median;

    // A rank that is alone has nobody to wait for.
    private static double? Communication(RunGroup group) => group.IsGang
        ? Spread.Of(group.Finished.Select(run => run.Result!.Phases.Sum(phase => phase.CollectiveSeconds)))!.Median
        : null;

    private static double? Rest(RunGroup group)
    {
        double rest = WholeOf(group) - All.SkipLast(1).Sum(part => part.SecondsOf(group) ?? 0);
        return rest > 0 ? rest : null;
    }
}
