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
            page.AppendLine("**Quick run: few steps. Not for the record.**").AppendLine();
        }

        page.AppendLine(
            "Whole training steps (forward, backward, SGD with momentum) of mini-batches in memory, float32, the sides by turns. Milliseconds, "
            + "median and best step; ratios are PyTorch / Escala.").AppendLine();
        WriteBest(page, results);
        WriteAsItIs(page, results);
        WriteEpochs(page, results);
        return page.ToString();
    }

    private static void WriteBest(StringBuilder page, NetworkResults results)
    {
        page.AppendLine(
            "PyTorch in its best mode: plain or channels_last, and with a C library that keeps freed memory (`mallopt`) or does not.").AppendLine();
        page.AppendLine(
            $"| network | batch | threads | Escala {KernelSets.Name(KernelSets.Best)} | best | avx2 | best | PyTorch | best | mode "
            + "| ratio | of best steps | target | ratio avx2 | of best steps | target |");
        page.AppendLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (NetworkComparison comparison in results.Comparisons)
        {
            TorchMode mode = comparison.BestMode();
            page.AppendLine(
                $"| {Words(comparison.Setting)} | {Times(comparison.Escala)} | {Times(comparison.Avx2)} | {Times(mode.Steps)} | {mode.Name} "
                + $"| {Ratios(comparison, mode, comparison.Escala)} | {comparison.Setting.Workload.Target:F1}x "
                + $"| {Ratios(comparison, mode, comparison.Avx2)} | {NetworkWorkload.Avx2Target:F1}x |");
        }
    }

    private static void WriteAsItIs(StringBuilder page, NetworkResults results)
    {
        page.AppendLine().AppendLine(
            "PyTorch as it is installed: the C library gives large pieces back to the system, which clears their pages again at every step. How much "
            + "that costs depends on the machine; a virtual one pays more.").AppendLine();
        page.AppendLine("| network | batch | threads | PyTorch | best | mode | ratio | ratio avx2 |");
        page.AppendLine("|---|---|---|---|---|---|---|---|");
        foreach (NetworkComparison comparison in results.Comparisons)
        {
            TorchMode mode = comparison.BestModeAsItIs();
            page.AppendLine(
                $"| {Words(comparison.Setting)} | {Times(mode.Steps)} | {mode.Name} | {NetworkComparison.Ratio(mode, comparison.Escala):F2}x "
                + $"| {NetworkComparison.Ratio(mode, comparison.Avx2):F2}x |");
        }
    }

    private static void WriteEpochs(StringBuilder page, NetworkResults results)
    {
        if (results.Epochs.Count == 0)
        {
            return;
        }

        page.AppendLine().AppendLine(
            $"The first epoch of MNIST with network mnist and mini-batches of {results.Epochs[0].Batch}, end to end: reading the files, training, judging the "
            + "test images. Seconds, the first of the process and the median; PyTorch with a C library that keeps freed memory, its images normalised "
            + "beforehand in memory.").AppendLine();
        page.AppendLine("| threads | | first | median | accuracy | PyTorch / Escala | target |");
        page.AppendLine("|---|---|---|---|---|---|---|");
        foreach (EpochComparison comparison in results.Epochs)
        {
            foreach (EpochTimes side in comparison.Sides)
            {
                string ratio = side == comparison.Sides[0] ? $"{comparison.Ratio:F2}x | {EpochComparison.Target:F1}x" : " | ";
                page.AppendLine(
                    $"| {comparison.Threads} | {side.Name} | {side.Seconds[0]:F1} | {Side.Median(side.Seconds):F1} | {side.Accuracy:F4} | {ratio} |");
            }
        }
    }

    private static string Words(NetworkSetting setting) => $"{setting.Workload.Name} | {setting.Batch} | {setting.Threads}";

    private static string Times(List<double> steps) => $"{1000 * Side.Median(steps):F1} | {1000 * steps.Min():F1}";

    private static string Ratios(NetworkComparison comparison, TorchMode mode, List<double> side) =>
        $"{NetworkComparison.Ratio(mode, side):F2}x | {comparison.BestRatio(side):F2}x";
}
