using Escala.Measurement;
using Escala.Reports.Results;
using Escala.Reports.Summaries;
using ScottPlot;

namespace Escala.Reports.Charts;

/// <summary>A run with what each of its ranks used over time.</summary>
/// <param name="Name">The run.</param>
/// <param name="Ranks">The curve of each rank, of at least two points.</param>
/// <param name="Phases">When its phases were.</param>
internal sealed record UsageRun(string Name, IReadOnlyList<IReadOnlyList<Coordinates>> Ranks, IReadOnlyList<PhaseSpan> Phases)
{
    /// <summary>When the last curve ends.</summary>
    public double End => Ranks.Max(rank => rank[^1].X);

    /// <summary>The highest value of all curves.</summary>
    public double Highest => Ranks.SelectMany(rank => rank).Max(point => point.Y);

    /// <summary>The mean of all curves over their time.</summary>
    public double Mean => Ranks.Average(MeanOf);

    /// <summary>The first finished repetition of every engine and peer that took samples.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="words">The language.</param>
    /// <param name="curve">Makes a rank's curve.</param>
    public static IReadOnlyList<UsageRun> Of(
        WorkloadReport workload, ChartWords words, Func<RankMeasurement, IReadOnlyList<Coordinates>> curve)
    {
        var runs = new List<UsageRun>();
        foreach (RunGroup group in FinishedRuns.Of(workload))
        {
            FitReport fit = group.Result!;
            IReadOnlyList<Coordinates>[] ranks = [.. fit.PerRank.Select(curve).Where(points => points.Count > 1)];
            if (ranks.Length > 0)
            {
                runs.Add(new UsageRun(words.Run(group), ranks, PhaseSpan.Of(fit, words)));
            }
        }

        return runs;
    }

    private static double MeanOf(IReadOnlyList<Coordinates> curve)
    {
        double area = curve.Zip(curve.Skip(1), (from, to) => (to.X - from.X) * (from.Y + to.Y) / 2).Sum();
        return area / (curve[^1].X - curve[0].X);
    }
}
