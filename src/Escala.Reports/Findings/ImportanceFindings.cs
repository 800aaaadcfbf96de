using Escala.Boosting;

namespace Escala.Reports.Findings;

/// <summary>Which features the trees are made of.</summary>
internal static class ImportanceFindings
{
    private const double MostPercent = 90;

    /// <summary>The findings; none where no tree has a split.</summary>
    public static IEnumerable<Finding> Of(FindingSource source)
    {
        if (source.Rivals is not [{ XGBoost: { } fit }, ..])
        {
            return [];
        }

        FeatureImportance[] features = [.. fit.Importance.OrderByDescending(feature => feature.TotalGain)];
        double total = features.Sum(feature => feature.TotalGain);
        if (total <= 0)
        {
            return [];
        }

        FindingWords words = source.Words;
        int most = 1 + features.Index().First(one => features.Take(one.Index + 1).Sum(feature => feature.TotalGain) >= MostPercent * total / 100).Index;
        FeatureImportance[] unused = [.. features.Where(feature => feature.Weight == 0)];
        string text = words.Counted(
            "importance.most", most, words.Names.List([.. features.Take(most).Select(feature => feature.Feature)]),
            words.Figures.Percent(100 * features.Take(most).Sum(feature => feature.TotalGain) / total),
            features[0].Feature, words.Figures.Percent(100 * features[0].TotalGain / total));
        return
        [
            new Finding(FindingSection.Importance, words["subject.importance"], text),
            .. unused.Length > 0 ? [Unused(words, unused)] : Array.Empty<Finding>(),
            new Finding(FindingSection.Importance, words["subject.importance.reading"], words["importance.reading"]),
        ];
    }

    private static Finding Unused(FindingWords words, FeatureImportance[] unused) => new(
        FindingSection.Importance, words["subject.importance.unused"],
        words.Counted("importance.unused", unused.Length, string.Join(", ", unused.Select(feature => feature.Feature))));
}
