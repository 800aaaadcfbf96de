using System.Text;

namespace Escala.Benchmarks;

/// <summary>The results as a page.</summary>
internal static class MarkdownReport
{
    private const double SpeedUpTarget = 1.7;
    private const double InitializationTarget = 8;
    private const double ReadTarget = 1.6;

    public static string Write(BenchmarkResults results)
    {
        var page = new StringBuilder();
        Machine machine = results.Machine;
        page.AppendLine("# K-means").AppendLine();
        page.AppendLine(
            $"{machine.Cpu}, {machine.Cores} cores, {machine.MemoryGigabytes} GB, {machine.System}; a loop of multiply-adds does "
            + $"{machine.PeakGigaflops:F0} GFLOP/s on one core. {results.Date:yyyy-MM-dd}, seed {results.Seed}.");
        page.AppendLine(string.Join(", ", results.Versions.Select(version => $"{version.Key} {version.Value}")) + ".").AppendLine();
        if (results.IsQuick)
        {
            page.AppendLine("**Quick run: a tenth of the rows, few repetitions. Not for the record.**").AppendLine();
        }

        page.AppendLine("Medians of whole fits, the two sides by turns; rows in memory on both; fixed iterations, tolerance 0.").AppendLine();
        WriteFits(page, results);
        WriteInitialization(page, results);
        page.Append(Reads(results.Reads));
        return page.ToString();
    }

    /// <summary>The part about reading.</summary>
    public static string Reads(IReadOnlyList<ReadComparison> reads)
    {
        var table = new StringBuilder();
        table.AppendLine("| reading delay, distance and date of flights | rows | into blocks ms | DuckDB's sum() ms | ratio | at most |");
        table.AppendLine("|---|---|---|---|---|---|");
        foreach (ReadComparison read in reads)
        {
            table.AppendLine(
                $"| {read.Threads} thread(s) | {read.Rows:N0} | {Milliseconds(read.Blocks)} | {Milliseconds(read.Sums)} "
                + $"| {read.Ratio:F2}x | {ReadTarget}x |");
        }

        return table.ToString();
    }

    private static void WriteFits(StringBuilder page, BenchmarkResults results)
    {
        page.AppendLine("| workload | threads | iterations | Escala ms | scikit-learn ms | ratio | target | first fit: Escala ms | scikit-learn ms | ratio | 1 to 2 threads | inertia |");
        page.AppendLine("|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (Comparison fit in results.Fits)
        {
            Workload workload = fit.Workload;
            Comparison single = results.Fits.Single(other => other.Workload == workload && other.Threads == 1);
            string target = fit.Threads == 1 ? $"{workload.Target:G3}x" : "";
            string speedUp = fit.Threads == 1
                ? ""
                : $"{Side.Median(single.Escala.Warm) / Side.Median(fit.Escala.Warm):F2}x (target {SpeedUpTarget}x)";
            page.AppendLine(
                $"| {workload.Name} {workload.Rows:N0} x {workload.Features}, k {workload.Clusters} | {fit.Threads} | {fit.Escala.Iterations} "
                + $"| {Milliseconds(fit.Escala.Warm)} | {Milliseconds(fit.Peer.Warm)} | {fit.Ratio:F1}x | {target} "
                + $"| {Milliseconds(fit.Escala.First)} | {Milliseconds(fit.Peer.First)} | {fit.FirstRatio:F1}x | {speedUp} | {fit.InertiaDifference:+0.0E+0;-0.0E+0;0} |");
        }

        page.AppendLine().AppendLine("Inertia: how far Escala's is from scikit-learn's, relative, both recomputed in float64.").AppendLine();
    }

    private static void WriteInitialization(StringBuilder page, BenchmarkResults results)
    {
        page.AppendLine("| initialisation | k-means\\|\\| (Escala) ms | greedy k-means++ (scikit-learn) ms | ratio | target | inertia of the centroids |");
        page.AppendLine("|---|---|---|---|---|---|");
        foreach (Comparison init in results.Initializations)
        {
            page.AppendLine(
                $"| {init.Workload.Rows:N0} x {init.Workload.Features}, k {init.Workload.Clusters}, 1 thread | {Milliseconds(init.Escala.Warm)} "
                + $"| {Milliseconds(init.Peer.Warm)} | {init.Ratio:F1}x | {InitializationTarget}x | {init.InertiaDifference:+0.0%;-0.0%} |");
        }

        page.AppendLine();
    }

    private static string Milliseconds(List<double> seconds) =>
        seconds.Count == 0 ? "" : $"{1000 * Side.Median(seconds):N0}";
}
