using System.Text;

namespace Escala.Benchmarks.Boosting;

/// <summary>The results as a page.</summary>
internal static class BoostingReport
{
    private const double TimeTarget = 1.05;
    private const double MemoryTarget = 0.8;

    public static string Write(BoostingResults results)
    {
        var page = new StringBuilder();
        Machine machine = results.Machine;
        page.AppendLine("# XGBoost").AppendLine();
        page.AppendLine(
            $"{machine.Cpu}, {machine.Cores} cores, {machine.MemoryGigabytes} GB, {machine.System}. "
            + $"{results.Date:yyyy-MM-dd}, seed {results.Seed}.");
        IEnumerable<KeyValuePair<string, string>> versions = results.Comparisons
            .SelectMany(comparison => comparison.Escala.Concat(comparison.Python)).SelectMany(answer => answer.Versions).Distinct();
        page.AppendLine(string.Join(", ", versions.Select(version => $"{version.Key} {version.Value}")) + ".").AppendLine();
        if (results.IsQuick)
        {
            page.AppendLine("**Quick run: a tenth of the rows, one turn. Not for the record.**").AppendLine();
        }

        page.AppendLine(
            "Medians of building the matrix and training, depth 6, from the same .npy, the two sides by turns, each fit in a process of "
            + $"its own. Ratios are Escala / Python in the same turn, the median of the turns: at most {TimeTarget} in time, at most {MemoryTarget} in memory.").AppendLine();
        page.AppendLine("| rows | rounds | threads | Escala s | Python s | ratio | Escala CPU s | Python CPU s | ratio | Escala peak MB | Python peak MB | ratio | Escala AUC | Python AUC |");
        page.AppendLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (BoostingComparison comparison in results.Comparisons)
        {
            page.AppendLine(
                $"| {comparison.Workload} | {comparison.Rounds} | {comparison.Threads} "
                + $"| {Both(comparison, answer => answer.Seconds, 1, "F2")} | {Both(comparison, answer => answer.CpuSeconds, 1, "F2")} "
                + $"| {Both(comparison, answer => answer.PeakBytes, 1 << 20, "F0")} "
                + $"| {comparison.Escala[0].Auc:F6} | {comparison.Python[0].Auc:F6} |");
        }

        if (results.Parquet.Count > 0)
        {
            page.AppendLine().AppendLine("The same fit from the Parquet file, airports as native categories; no other side does this here.").AppendLine();
            page.AppendLine("| rows | rounds | threads | Escala s | CPU s | peak MB | AUC |").AppendLine("|---|---|---|---|---|---|---|");
        }

        foreach (BoostingComparison alone in results.Parquet)
        {
            page.AppendLine(
                $"| {alone.Workload} | {alone.Rounds} | {alone.Threads} | {Own(alone, answer => answer.Seconds):F2} "
                + $"| {Own(alone, answer => answer.CpuSeconds):F2} | {Own(alone, answer => answer.PeakBytes) / (1 << 20):F0} "
                + $"| {alone.Escala[0].Auc:F6} |");
        }

        return page.ToString();
    }

    private static double Own(BoostingComparison comparison, Func<BoostingAnswer, double> figure) =>
        BoostingComparison.Median(comparison.Escala, figure);

    private static string Both(BoostingComparison comparison, Func<BoostingAnswer, double> figure, double unit, string format)
    {
        string python = (BoostingComparison.Median(comparison.Python, figure) / unit).ToString(format);
        return $"{(Own(comparison, figure) / unit).ToString(format)} | {python} | {comparison.Ratio(figure):F2}";
    }
}
