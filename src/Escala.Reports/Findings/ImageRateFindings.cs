using Escala.Reports.Summaries;

namespace Escala.Reports.Findings;

/// <summary>How many images a second each engine and peer trained on, against the one that trained on the most.</summary>
internal static class ImageRateFindings
{
    /// <summary>The finding; none where nothing trained on images.</summary>
    public static IEnumerable<Finding> Of(FindingSource source)
    {
        RunGroup[] groups =
            [.. source.Rivals.Where(group => group.ImagesPerSecond is not null).OrderByDescending(group => group.ImagesPerSecond!.Median)];
        if (groups.Length == 0)
        {
            return [];
        }

        FindingWords words = source.Words;
        double most = groups[0].ImagesPerSecond!.Median;
        string text = string.Join(
            " ",
            [
                words.Format("image-rate.most", source.Label(groups[0]), Rate(words, groups[0])),
                .. groups.Skip(1).Select(group => words.Format(
                    "image-rate.less", source.Label(group), Rate(words, group), words.Figures.Ratio(most / group.ImagesPerSecond!.Median))),
                words["image-rate.what"],
            ]);
        return [new Finding(FindingSection.Speed, words["subject.image-rate"], text)];
    }

    private static string Rate(FindingWords words, RunGroup group) =>
        words.Figures.Count((long)Math.Round(group.ImagesPerSecond!.Median));
}
