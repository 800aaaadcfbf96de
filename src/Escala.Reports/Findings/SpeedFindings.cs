using Escala.Measurement;
using Escala.Reports.Results;
using Escala.Reports.Summaries;

namespace Escala.Reports.Findings;

/// <summary>Which engine was quicker, by how much, and which phase made it so.</summary>
internal static class SpeedFindings
{
    /// <summary>The findings.</summary>
    public static IEnumerable<Finding> Of(FindingSource source)
    {
        if (source.Engines.Count == 0)
        {
            return [];
        }

        RunGroup quickest = source.Engines[0];
        return
        [
            Quickest(source, quickest),
            .. source.Engines.Skip(1).Select(other => Against(source, quickest, other)),
            .. source.Peers.Select(peer => Against(source, quickest, peer)),
        ];
    }

    private static Finding Quickest(FindingSource source, RunGroup quickest)
    {
        string key = source.Engines.Count == 1 ? "speed.only" : "speed.quickest";
        Spread wall = quickest.Wall!;
        string text = source.Words.Format(key, source.Label(quickest), source.Words.Figures.Seconds(wall.Median));
        if (wall.Count > 1)
        {
            text += " " + source.Words.Counted(
                "speed.spread", wall.Count, source.Words.Figures.Seconds(wall.Smallest), source.Words.Figures.Seconds(wall.Largest));
        }

        return new Finding(FindingSection.Speed, source.Label(quickest), text);
    }

    private static Finding Against(FindingSource source, RunGroup quickest, RunGroup other)
    {
        // Escala judges a peer after the peer has ended, so that a peer's time has no judging in it.
        bool isPeer = other.Kind == RunKind.Peer;
        Func<RunReport, double> seconds = isPeer ? Unjudged : run => run.WallSeconds!.Value;
        IEnumerable<string> sentences =
        [
            Compared(source, isPeer ? "unjudged" : "whole", quickest, other, seconds),
            .. Fit(source, quickest, other),
            .. Part(source, quickest, other, seconds),
            .. isPeer ? [Overhead(source, quickest, other)] : Array.Empty<string>(),
        ];
        return new Finding(
            FindingSection.Speed,
            source.Words.Format("speed.subject", source.Label(quickest), source.Label(other)),
            string.Join(" ", sentences));
    }

    private static double Unjudged(RunReport run) =>
        run.WallSeconds!.Value - run.Result!.Phases.Where(phase => phase.Name == Phase.Evaluate).Sum(phase => phase.WallSeconds);

    private static IEnumerable<string> Fit(FindingSource source, RunGroup quickest, RunGroup other) =>
        FitSeconds(quickest) > 0 && FitSeconds(other) > 0
            ? [Compared(source, "fit", quickest, other, run => run.Result!.Phases.First(phase => phase.Name == Phase.Fit).WallSeconds)]
            : [];

    private static double FitSeconds(RunGroup group) => group.OfPhase(Phase.Fit, phase => phase.WallSeconds)?.Smallest ?? 0;

    private static string Compared(FindingSource source, string what, RunGroup one, RunGroup two, Func<RunReport, double> seconds)
    {
        (RunGroup quick, RunGroup slow) = BySpeed(one, two, seconds);
        var ratio = MedianRatio.Of(slow, quick, seconds);
        string text = source.Words.Format(
            $"speed.{what}",
            source.Label(quick),
            source.Words.Figures.Seconds(Median(quick, seconds)),
            source.Label(slow),
            source.Words.Figures.Seconds(Median(slow, seconds)),
            source.Words.Figures.Ratio(ratio.Ratio));
        return $"{text} {Interval(source, ratio)}";
    }

    // Who is quicker in all may be slower in the fit.
    private static (RunGroup Quick, RunGroup Slow) BySpeed(RunGroup one, RunGroup two, Func<RunReport, double> seconds) =>
        Median(one, seconds) <= Median(two, seconds) ? (one, two) : (two, one);

    private static double Median(RunGroup group, Func<RunReport, double> seconds) => Spread.Of(group.Finished.Select(seconds))!.Median;

    private static string Interval(FindingSource source, MedianRatio ratio)
    {
        if (ratio.Interval is not { } interval)
        {
            return source.Words["speed.no-interval"];
        }

        return source.Words.Format(
            interval.HasOne ? "speed.interval.chance" : "speed.interval",
            source.Words.Figures.Ratio(interval.Low),
            source.Words.Figures.Ratio(interval.High));
    }

    private static IEnumerable<string> Part(FindingSource source, RunGroup one, RunGroup two, Func<RunReport, double> seconds)
    {
        (RunGroup quick, RunGroup slow) = BySpeed(one, two, seconds);
        bool isJudged = one.Kind == two.Kind;
        (string Name, double Quick, double Slow) part = Parts(source, quick, slow, isJudged).MaxBy(part => part.Slow - part.Quick);
        if (part.Slow > part.Quick)
        {
            yield return source.Words.Format(
                "speed.part",
                part.Name,
                source.Words.Figures.Seconds(part.Slow),
                source.Label(slow),
                source.Words.Figures.Seconds(part.Quick),
                source.Label(quick));
        }
    }

    private static IEnumerable<(string Name, double Quick, double Slow)> Parts(
        FindingSource source, RunGroup quick, RunGroup slow, bool isJudged)
    {
        yield return (source.Words["part.start-up"], RunTimes.Of(quick).StartUp, RunTimes.Of(slow).StartUp);
        foreach (Phase phase in Enum.GetValues<Phase>().Where(phase => isJudged || phase != Phase.Evaluate))
        {
            double Seconds(RunGroup group) => group.OfPhase(phase, part => part.WallSeconds)?.Median ?? 0;
            yield return (source.Words.Names.Phase(phase), Seconds(quick), Seconds(slow));
        }
    }

    private static string Overhead(FindingSource source, RunGroup engine, RunGroup peer)
    {
        string Percent(RunGroup group)
        {
            var times = RunTimes.Of(group);
            return source.Words.Figures.Percent(100 * (times.StartUp + times.Reading) / Median(group, Unjudged));
        }

        return source.Words.Format("speed.overhead", source.Label(engine), Percent(engine), source.Label(peer), Percent(peer));
    }
}
