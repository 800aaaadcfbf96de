using System.Text;
using Escala.Numerics;

namespace Escala.Benchmarks.Vision;

/// <summary>The results as a page.</summary>
internal static class NetworkReport
{
    public static string Write(NetworkResults results)
    {
        var page = new StringBuilder();
        Machine machine = results.Machine;
        page.AppendLine("# Convolutional networks").AppendLine();
        page.AppendLine(
            $"{machine.Cpu}, {machine.Cores} cores, {machine.MemoryGigabytes} GB, {machine.System}; a loop of multiply-adds does "
            + $"{machine.PeakGigaflops:F0} GFLOP/s on one core. {results.Date:yyyy-MM-dd}.");
        page.AppendLine(string.Join(", ", results.Versions.Select(version => $"{version.Key} {version.Value}")) + ".").AppendLine();
        if (results.IsQuick)
        {
            page.AppendLine("**Quick run: few steps, one size of mini-batch. Not for the record.**").AppendLine();
        }

        page.AppendLine(
            "Whole training steps (forward, backward, SGD with momentum) of mini-batches in memory, float32, the sides by turns; PyTorch in the "
            + "better of its modes. Milliseconds, median and best step; ratios are PyTorch / Escala.").AppendLine();
        string best = KernelSets.Name(KernelSets.Best);
        page.AppendLine(
            $"| network | batch | threads | Escala {best} | best | avx2 | best | PyTorch | best | mode | ratio | of best steps | target "
            + "| ratio avx2 | of best steps | target |");
        page.AppendLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (NetworkComparison comparison in results.Comparisons)
        {
            (string mode, List<double> torch) = comparison.Torch;
            page.AppendLine(
                $"| {comparison.Workload.Name} | {comparison.Batch} | {comparison.Threads} | {Times(comparison.Escala)} | {Times(comparison.Avx2)} "
                + $"| {Times(torch)} | {mode} | {Ratios(comparison, comparison.Escala)} | {comparison.Workload.Target:F1}x "
                + $"| {Ratios(comparison, comparison.Avx2)} | {NetworkWorkload.Avx2Target:F1}x |");
        }

        return page.ToString();
    }

    private static string Times(List<double> steps) => $"{1000 * Side.Median(steps):F1} | {1000 * steps.Min():F1}";

    private static string Ratios(NetworkComparison comparison, List<double> side) =>
        $"{comparison.Ratio(side):F2}x | {comparison.BestRatio(side):F2}x";
}
