using Escala.Numerics;
using Escala.Reports.Results;

namespace Escala.Reports.Summaries;

/// <summary>
/// How many times as large a figure of one group of runs is as that of another: the ratio of the medians, with a percentile
/// bootstrap interval (Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13). Runs of the same repetition
/// ran close together, so that whole rounds are drawn: what made a round slow made it so for both.
/// </summary>
/// <param name="Ratio">The ratio of the medians of all runs that finished.</param>
/// <param name="Interval">The 95 % interval; null with fewer than three rounds in which both finished.</param>
internal sealed record MedianRatio(double Ratio, RatioInterval? Interval)
{
    private const int Resamples = 10_000;
    private const int FewestRounds = 3;
    private const double Tail = 0.025;

    /// <summary>Compares two groups; the same runs always give the same interval.</summary>
    /// <param name="above">The group above the fraction line, at least one run finished.</param>
    /// <param name="below">The group below it, at least one run finished.</param>
    /// <param name="figure">A positive figure of a run that finished.</param>
    public static MedianRatio Of(RunGroup above, RunGroup below, Func<RunReport, double> figure)
    {
        (double Above, double Below)[] rounds =
        [
            .. above.Finished.Join(below.Finished, run => run.Repeat, run => run.Repeat, (a, b) => (figure(a), figure(b))),
        ];
        double ratio = Median(above.Finished.Select(figure)) / Median(below.Finished.Select(figure));
        return new MedianRatio(ratio, rounds.Length < FewestRounds ? null : Bootstrap(rounds));
    }

    private static RatioInterval Bootstrap((double Above, double Below)[] rounds)
    {
        double[] ratios = [.. Enumerable.Range(0, Resamples).Select(resample => Resample(rounds, resample)).Order()];
        return new RatioInterval(ratios[(int)(Tail * Resamples)], ratios[^(int)((Tail * Resamples) + 1)]);
    }

    private static double Resample((double Above, double Below)[] rounds, int resample)
    {
        (double Above, double Below)[] drawn =
        [
            .. rounds.Select((_, draw) =>
                rounds[(int)(CounterRandom.Uniform(0, RandomPurpose.BootstrapRound, draw, (ulong)resample) * rounds.Length)]),
        ];
        return Median(drawn.Select(round => round.Above)) / Median(drawn.Select(round => round.Below));
    }

    private static double Median(IEnumerable<double> values) => Spread.Of(values)!.Median;
}
