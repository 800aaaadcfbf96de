using Escala.Measurement;
using ScottPlot;

namespace Escala.Reports.Charts;

/// <summary>What a rank used over time, from its samples.</summary>
internal static class UsageSeries
{
    private const double Mebibyte = 1024 * 1024;

    /// <summary>Shorter intervals would show the grain of the clocks.</summary>
    private const double ShortestInterval = 0.05;

    /// <summary>CPU time as a percentage of the cores granted: of each interval its mean, as steps.</summary>
    /// <param name="rank">The rank.</param>
    public static IReadOnlyList<Coordinates> CpuPercent(RankMeasurement rank)
    {
        var steps = new List<Coordinates>();
        ResourceSample? from = null;
        foreach (ResourceSample sample in rank.Samples)
        {
            if (from is null)
            {
                from = sample;
            }
            else if (sample.Seconds - from.Seconds >= ShortestInterval)
            {
                double percent = 100 * (sample.CpuSeconds - from.CpuSeconds) / ((sample.Seconds - from.Seconds) * rank.Threads);
                steps.Add(new Coordinates(from.Seconds, percent));
                steps.Add(new Coordinates(sample.Seconds, percent));
                from = sample;
            }
        }

        return steps;
    }

    /// <summary>The resident memory in MiB.</summary>
    /// <param name="rank">The rank.</param>
    public static IReadOnlyList<Coordinates> ResidentMebibytes(RankMeasurement rank) =>
        [.. rank.Samples.Select(sample => new Coordinates(sample.Seconds, sample.ResidentBytes / Mebibyte))];
}
