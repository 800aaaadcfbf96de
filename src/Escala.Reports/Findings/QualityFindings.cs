using Escala.Reports.Results;
using Escala.Reports.Summaries;

namespace Escala.Reports.Findings;

/// <summary>Each score: its value, its range, its direction, a cited reading, and how far apart engines and peers are.</summary>
internal static class QualityFindings
{
    /// <summary>The findings.</summary>
    public static IEnumerable<Finding> Of(FindingSource source)
    {
        if (source.Rivals.Count == 0)
        {
            return [];
        }

        FitReport result = source.Rivals[0].Result!;
        return
        [
            .. result.Scores.Where(score => score.Value is not null).Select(score => Score(source, result, score.Key, score.Value!.Value)),
            .. Absent(source, result),
        ];
    }

    private static Finding Score(FindingSource source, FitReport result, string key, double value)
    {
        FindingWords words = source.Words;
        IEnumerable<string> sentences =
        [
            words.Format("quality.value", source.Label(source.Rivals[0]), words.Figures.Metric(value)),
            .. Test(words, result, key),
            words[$"quality.{Word(key)}.range"],
            .. ScoreReading.Band(key, value) is { } band ? [words[$"quality.{Word(key)}.{band}"]] : Array.Empty<string>(),
            .. Sampled(words, result, key),
            .. Apart(source, key, value),
        ];
        return new Finding(FindingSection.Quality, words.Names.Metric(key), string.Join(" ", sentences));
    }

    private static IEnumerable<string> Test(FindingWords words, FitReport result, string key) =>
        result.TestScores.FirstOrDefault(score => score.Key == key)?.Value is { } value
            ? [words.Counted("quality.test", result.TestRows!.Value, words.Figures.Metric(value))]
            : [];

    private static IEnumerable<string> Sampled(FindingWords words, FitReport result, string key) =>
        key == MetricsReport.SilhouetteKey
        && result is KMeansFitReport { Metrics: { SilhouetteIsSampled: true, SilhouetteRows: { } rows } }
            ? [words.Counted("quality.sampled", rows)]
            : [];

    private static IEnumerable<string> Apart(FindingSource source, string key, double first)
    {
        (RunGroup Group, double Value)[] others =
        [
            .. from rival in source.Rivals.Skip(1)
               let value = rival.Result!.Score(key)
               where value is not null
               select (rival, value.Value),
        ];
        if (others.Length == 0)
        {
            yield break;
        }

        string[] differing =
        [
            .. from other in others
               where other.Value != first
               select Difference(source, other.Group, other.Value, first),
        ];
        yield return differing.Length == 0 ? source.Words["quality.same"] : string.Join(" ", differing);
        if (differing.Length > 0 && differing.Length < others.Length)
        {
            yield return source.Words["quality.same.others"];
        }
    }

    private static string Difference(FindingSource source, RunGroup group, double value, double first)
    {
        const double NearPercent = 0.001;
        FindingWords words = source.Words;
        double percent = 100 * Math.Abs(value - first) / Math.Max(Math.Abs(value), Math.Abs(first));
        string key = percent < NearPercent ? "quality.near" : value > first ? "quality.higher" : "quality.lower";
        double named = Math.Max(percent, NearPercent);
        return words.Format(key, source.Label(group), words.Figures.Metric(value), words.Figures.Share(named));
    }

    private static IEnumerable<Finding> Absent(FindingSource source, FitReport result) =>
        (result.AbsentScores ?? new Dictionary<string, string>()).Select(absent => new Finding(
            FindingSection.Quality,
            source.Words.Names.Metric(absent.Key),
            source.Words.Format("quality.absent", absent.Value)));

    private static string Word(string key) => key.ToLowerInvariant();
}
