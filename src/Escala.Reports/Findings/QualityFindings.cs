using Escala.Reports.Results;

namespace Escala.Reports.Findings;

/// <summary>Each score of K-means: its value, its range, its direction, a cited reading, and how far apart engines and peers are.</summary>
internal static class QualityFindings
{
    /// <summary>The findings; none where nothing of K-means finished.</summary>
    public static IEnumerable<Finding> Of(FindingSource source)
    {
        if (source.Rivals is not [{ KMeans: { } result }, ..])
        {
            return [];
        }

        return
        [
            .. result.Scores.Where(score => score.Value is not null).Select(score => Score(source, result, score.Key, score.Value!.Value)),
            .. Absent(source, result),
        ];
    }

    private static Finding Score(FindingSource source, KMeansFitReport result, string key, double value)
    {
        FindingWords words = source.Words;
        IEnumerable<string> sentences =
        [
            words.Format("quality.value", source.Label(source.Rivals[0]), words.Figures.Metric(value)),
            .. Test(words, result, key),
            words[$"quality.{Word(key)}.range"],
            .. ScoreReading.Band(key, value) is { } band ? [words[$"quality.{Word(key)}.{band}"]] : Array.Empty<string>(),
            .. Sampled(words, result, key),
            .. ScoreDistances.Of(source, key),
        ];
        return new Finding(FindingSection.Quality, words.Names.Metric(key), string.Join(" ", sentences));
    }

    private static IEnumerable<string> Test(FindingWords words, KMeansFitReport result, string key) =>
        result.TestScores.FirstOrDefault(score => score.Key == key)?.Value is { } value
            ? [words.Counted("quality.test", result.TestRows!.Value, words.Figures.Metric(value))]
            : [];

    private static IEnumerable<string> Sampled(FindingWords words, KMeansFitReport result, string key) =>
        key == MetricsReport.SilhouetteKey && result.Metrics is { SilhouetteIsSampled: true, SilhouetteRows: { } rows }
            ? [words.Counted("quality.sampled", rows)]
            : [];

    private static IEnumerable<Finding> Absent(FindingSource source, KMeansFitReport result) =>
        (result.AbsentScores ?? new Dictionary<string, string>()).Select(absent => new Finding(
            FindingSection.Quality,
            source.Words.Names.Metric(absent.Key),
            source.Words.Format("quality.absent", absent.Value)));

    private static string Word(string key) => key.ToLowerInvariant();
}
