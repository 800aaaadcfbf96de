using Escala.Measurement;
using Escala.Reports.Results;
using Escala.Reports.Summaries;

namespace Escala.Reports.Findings;

/// <summary>Which initialisation to take on this data and this number of clusters.</summary>
internal static class InitializationFindings
{
    private const double SameInertia = 0.001;

    /// <summary>The findings; none where fewer than two initialisations of K-means finished.</summary>
    public static IEnumerable<Finding> Of(FindingSource source)
    {
        IReadOnlyList<RunGroup> tried = source.Initializations;
        return tried.Count < 2 ? [] : [.. tried.Select(group => Tried(source, group)), Choice(source, tried)];
    }

    private static Finding Tried(FindingSource source, RunGroup group)
    {
        KMeansFitReport result = group.KMeans!;
        FindingWords words = source.Words;
        string seconds = words.Figures.Seconds(Seconds(group));
        string inertia = words.Figures.Metric(result.Metrics.Inertia);
        string text = result.History.Count > 0
            ? words.Counted("initialization.run", result.Iterations, words.Figures.Metric(result.History[0]), inertia, seconds)
            : words.Counted("initialization.run.no-start", result.Iterations, inertia, seconds);
        return new Finding(FindingSection.Initialization, source.Label(group), text);
    }

    private static Finding Choice(FindingSource source, IReadOnlyList<RunGroup> tried)
    {
        RunGroup lowest = tried.MinBy(group => group.KMeans!.Metrics.Inertia)!;
        RunGroup[] asGood = [.. tried.Where(group => Excess(group, lowest) <= SameInertia)];
        RunGroup taken = asGood.MinBy(Seconds)!;
        RunGroup worst = tried.MaxBy(group => group.KMeans!.Metrics.Inertia)!;
        string key = asGood.Length == tried.Count ? "all" : asGood.Length > 1 ? "some" : "lowest";
        string text = source.Words.Format(
            $"initialization.choice.{key}",
            source.Label(taken),
            source.Words.Figures.Seconds(Seconds(taken)),
            source.Label(worst),
            source.Words.Figures.Share(100 * Excess(worst, lowest)));
        return new Finding(
            FindingSection.Initialization, source.Words["subject.initialization"], $"{text} {source.Words["initialization.one-start"]}");
    }

    private static double Excess(RunGroup group, RunGroup lowest) =>
        lowest.KMeans!.Metrics.Inertia > 0
            ? (group.KMeans!.Metrics.Inertia / lowest.KMeans.Metrics.Inertia) - 1
            : group.KMeans!.Metrics.Inertia == 0 ? 0 : double.PositiveInfinity;

    // What an initialisation costs and what it saves afterwards count together.
    private static double Seconds(RunGroup group) => Spread.Of(group.Finished.Select(
        run => run.Result!.Phases.Where(phase => phase.Name is Phase.Init or Phase.Fit).Sum(phase => phase.WallSeconds)))!.Median;
}
