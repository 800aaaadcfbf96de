using Escala.Reports.Results;
using Escala.Reports.Summaries;

namespace Escala.Reports.Findings;

/// <summary>What each engine and peer cost in CPU and memory.</summary>
internal static class CostFindings
{
    /// <summary>The findings.</summary>
    public static IEnumerable<Finding> Of(FindingSource source) =>
        source.Rivals.Where(group => group.Result!.Phases.Count > 0).Select(group => Of(source, group));

    private static Finding Of(FindingSource source, RunGroup group)
    {
        var cost = RunCost.Of(group);
        FitReport result = group.Result!;
        FindingWords words = source.Words;
        string cpu = words.Counted(
            "cost.cpu", result.Ranks * result.Threads, words.Figures.Seconds(cost.CpuSeconds), words.Figures.Percent(cost.CpuPercent));
        string memory = words.Format(
            "cost.memory",
            words.Figures.Bytes((long)cost.PeakBytes),
            words.Figures.Share(100 * cost.PeakBytes / source.Comparison.Machine.MemoryBytes));
        string row = words.Format(
            source.Own("cost.row"),
            words.Figures.Bytes((long)cost.GrowthBytes),
            words.Figures.Bytes((long)Math.Round(cost.GrowthBytes / result.UsedRows)));
        string own = cost.OwnPeakBytes > 0
            ? " " + words.Format(
                "cost.own",
                words.Figures.Seconds(cost.OwnCpuSeconds),
                words.Figures.Bytes((long)cost.OwnRestingBytes),
                words.Figures.Bytes((long)cost.OwnPeakBytes))
            : "";
        return new Finding(FindingSection.Cost, source.Label(group), $"{cpu} {memory} {row}{own}");
    }
}
