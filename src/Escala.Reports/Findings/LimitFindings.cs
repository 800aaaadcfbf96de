using Escala.Reports.Results;

namespace Escala.Reports.Findings;

/// <summary>What the figures do not say.</summary>
internal static class LimitFindings
{
    private const int FewRepeats = 10;

    /// <summary>The findings.</summary>
    public static IEnumerable<Finding> Of(FindingSource source)
    {
        yield return Place(source);
        if (source.Rivals.Count == 0)
        {
            yield break;
        }

        int repeats = source.Rivals.Max(group => group.Finished.Count());
        if (repeats < FewRepeats)
        {
            yield return Limit(source, "repeats", source.Words.Counted("limit.repeats", repeats));
        }

        yield return Limit(source, "first", source.Words["limit.first"]);
        if (source.Rivals[0].KMeans?.Metrics is { SilhouetteIsSampled: true, SilhouetteRows: { } rows })
        {
            yield return Limit(source, "sample", source.Words.Counted("limit.sample", rows));
        }

        if (source.Rivals[0].XGBoost is not null)
        {
            yield return Limit(source, "split", source.Words["limit.split"]);
        }

        if (source.Rivals[0].ConvNet is not null)
        {
            yield return Limit(source, "seed", source.Words["limit.seed"]);
        }

        if (source.Peers.Any())
        {
            yield return Limit(source, "peers", source.Words["limit.peers"]);
        }
    }

    private static Finding Place(FindingSource source)
    {
        string cpu = source.Comparison.Machine.Cpu;
        return Limit(source, "place", source.Workload switch
        {
            KMeansWorkloadReport kmeans => source.Words.Format("limit.place.kmeans", cpu, kmeans.Data, kmeans.Options.Clusters),
            var other => source.Words.Format("limit.place", cpu, other.Data),
        });
    }

    private static Finding Limit(FindingSource source, string subject, string text) =>
        new(FindingSection.Limit, source.Words[$"subject.limit.{subject}"], text);
}
