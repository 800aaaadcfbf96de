using System.Text;

namespace Escala.Benchmarks.Dask;

/// <summary>The results as a page.</summary>
internal static class DaskReport
{
    public static string Write(DaskResults results)
    {
        var page = new StringBuilder();
        Machine machine = results.Machine;
        page.AppendLine("# Dask").AppendLine();
        page.AppendLine(
            $"{machine.Cpu}, {machine.Cores} cores, {machine.MemoryGigabytes} GB, {machine.System}. {results.Date:yyyy-MM-dd}, "
            + $"seed {results.Seed}; load {results.LoadBefore} before, {results.LoadAfter} after.");
        page.AppendLine(string.Join(", ", results.Versions.Select(version => $"{version.Key} {version.Value}")) + ".").AppendLine();
        if (results.IsQuick)
        {
            page.AppendLine("**Quick run: a tenth of the rows, few turns. Not for the record.**").AppendLine();
        }

        page.AppendLine("A cluster of two workers of one thread each, real processes of this machine; medians, the sides by turns with half a second of rest before each.");
        page.AppendLine();
        page.AppendLine("| | measured | target | met |").AppendLine("|---|---|---|---|");
        foreach (DaskTarget target in results.Targets)
        {
            string format = target.Unit == "ms" ? "F0" : target.Limit < 0.1 ? "F3" : "F2";
            string unit = target.Unit.Length > 0 ? $" {target.Unit}" : "";
            page.AppendLine(
                $"| {target.What} | {target.Measured.ToString(format)}{unit} "
                + $"| {(target.IsFloor ? "at least" : "at most")} {target.Limit}{unit} | {(target.IsMet ? "yes" : "no")} |");
        }

        page.AppendLine().AppendLine(
            $"Empty jobs: median of {results.EmptyJobs.Count} in one session, from {1000 * results.EmptyJobs.Min():F0} to "
            + $"{1000 * results.EmptyJobs.Max():F0} ms. Commands: median of {results.ColdCommands.Count} whole processes, from "
            + $"{results.ColdCommands.Min():F2} to {results.ColdCommands.Max():F2} s.");
        WriteKMeans(page, results);
        WriteBoosting(page, results);
        WriteNetwork(page, results);
        return page.ToString();
    }

    private static void WriteKMeans(StringBuilder page, DaskResults results)
    {
        Workload work = results.Workload;
        page.AppendLine().AppendLine("## K-means").AppendLine();
        page.AppendLine(
            $"{work.Rows:N0} x {work.Features}, k {work.Clusters}, {work.Iterations} iterations, tolerance 0, given first centroids. "
            + "Escala's time is that of the whole job, start included; scikit-learn's that of loading and fitting in a process that runs; "
            + "dask-ml's that of fitting rows that its workers have in memory. Inertia is recomputed in float64 and relative to that of "
            + "Escala on Dask.").AppendLine();
        page.AppendLine("| | rows from | s | load s | fit s | Escala on Dask / this | inertia |");
        page.AppendLine("|---|---|---|---|---|---|---|");
        DaskSide escala = results.KMeans[0];
        foreach (DaskSide side in results.KMeans)
        {
            double seconds = side.Median(call => call.Seconds);
            double fit = side.Median(call => call.FitSeconds);
            string parts = fit > 0 ? $"{side.Median(call => call.LoadSeconds):F2} | {fit:F2}" : " | ";
            page.AppendLine(
                $"| {side.Name} | {side.Rows} | {seconds:F2} | {parts} | {escala.Median(call => call.Seconds) / seconds:F3} "
                + $"| {(side.Quality / escala.Quality) - 1:+0.0E+0;-0.0E+0;0} |");
        }
    }

    private static void WriteBoosting(StringBuilder page, DaskResults results)
    {
        page.AppendLine().AppendLine("## XGBoost").AppendLine();
        page.AppendLine(
            $"{results.BoostingRows:N0} x {DaskBoostingBenchmark.Features}, {DaskBoostingBenchmark.Rounds} rounds, depth 6, hist, on the "
            + "same workers. From the start of the job: loading, building the matrix, training. CPU is that of all processes: cluster, "
            + "ranks, and the clients of both sides. Escala's jobs score the training rows too, which the peer is spared: that stands "
            + "apart.").AppendLine();
        page.AppendLine("| | s | CPU s | scoring s | scoring CPU s | AUC |").AppendLine("|---|---|---|---|---|---|");
        foreach (DaskSide side in results.Boosting)
        {
            page.Append($"| {side.Name} | {side.Median(call => call.TrainSeconds):F2} | {side.Median(call => call.TrainCpuSeconds):F2} ");
            page.Append($"| {side.Median(call => call.EvaluateSeconds):F2} | {side.Median(call => call.EvaluateCpuSeconds):F2} ");
            page.AppendLine($"| {side.Quality:F6} |");
        }
    }

    private static void WriteNetwork(StringBuilder page, DaskResults results)
    {
        page.AppendLine().AppendLine("## Convolutional network").AppendLine();
        page.AppendLine(
            $"Network {DaskNetworkBenchmark.Network}, {results.NetworkImages:N0} images of MNIST, one epoch, mini-batches of "
            + $"{DaskNetworkBenchmark.BatchSize} in all. Time and images per second are those of training.").AppendLine();
        page.AppendLine("| | s | images/s | accuracy of test images |").AppendLine("|---|---|---|---|");
        foreach (DaskSide side in results.Network)
        {
            page.AppendLine($"| {side.Name} | {side.Median(call => call.FitSeconds):F2} | {results.Speed(side):N0} | {side.Quality:F4} |");
        }
    }
}
