using Escala.Reports.Summaries;

namespace Escala.Reports.Findings;

/// <summary>How far the scores of the other engines and peers are from the first one's.</summary>
internal static class ScoreDistances
{
    private const double NearPercent = 0.001;

    /// <summary>The sentences; none where nobody else has the score.</summary>
    /// <param name="source">The workload.</param>
    /// <param name="key">What JSON calls the score, which the first engine must have.</param>
    public static IEnumerable<string> Of(FindingSource source, string key)
    {
        double first = source.Rivals[0].Result!.Score(key)!.Value;
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
        FindingWords words = source.Words;
        double percent = 100 * Math.Abs(value - first) / Math.Max(Math.Abs(value), Math.Abs(first));
        string key = percent < NearPercent ? "quality.near" : value > first ? "quality.higher" : "quality.lower";
        double named = Math.Max(percent, NearPercent);
        return words.Format(key, source.Label(group), words.Figures.Metric(value), words.Figures.Share(named));
    }
}
