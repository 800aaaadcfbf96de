using Escala.Metrics;
using Escala.Reports.Results;

namespace Escala.Reports.Findings;

/// <summary>What is said of scores of predictions whatever made them, in the words of the workload.</summary>
internal static class ClassReading
{
    /// <summary>A finding on a score of the first engine or peer, and how far from it the others are.</summary>
    /// <param name="source">The workload.</param>
    /// <param name="key">What JSON calls the score.</param>
    /// <param name="sentences">What is said of it.</param>
    public static Finding Quality(FindingSource source, string key, IEnumerable<string> sentences) =>
        new(FindingSection.Quality, source.Words.Names.Metric(key), string.Join(" ", [.. sentences, .. ScoreDistances.Of(source, key)]));

    /// <summary>The value that the first engine or peer has.</summary>
    /// <param name="source">The workload.</param>
    /// <param name="value">The value.</param>
    public static string Value(FindingSource source, double value) =>
        source.Words.Format("quality.value", source.Label(source.Rivals[0]), source.Words.Figures.Metric(value));

    /// <summary>Whether a model beats always answering with the most frequent class.</summary>
    /// <param name="source">The workload.</param>
    /// <param name="fit">What was trained; it predicts classes.</param>
    public static string AgainstMajority(FindingSource source, FitReport fit)
    {
        FindingWords words = source.Words;
        ClassificationScores classes = fit.Classification!;
        double gain = 100 * (classes.Accuracy - classes.MajorityRate);
        string key = gain > 0 ? "better" : gain < 0 ? "worse" : "equal";
        return words.Format(
            $"{source.Workload.Name}.majority.{key}",
            words.Figures.Tenths(100 * classes.Accuracy),
            words.Format("xgboost.class", fit.ClassNames[classes.PerClass.Index().MaxBy(one => one.Item.Support).Index]),
            words.Figures.Tenths(100 * classes.MajorityRate),
            words.Figures.Share(Math.Abs(gain)));
    }

    /// <summary>What was predicted for the scores.</summary>
    /// <param name="source">The workload.</param>
    /// <param name="fit">What was trained.</param>
    public static string ScoredOn(FindingSource source, FitReport fit) => fit is { IsScoredOnTest: true, TestRows: { } rows }
        ? source.Words.Counted($"{source.Workload.Name}.scored.test", rows)
        : source.Words.Counted($"{source.Workload.Name}.scored.training", fit.Rows);
}
