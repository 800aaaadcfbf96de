using System.Text;
using Escala.Benchmarks.Clusters;

namespace Escala.Benchmarks.Dask;

/// <summary>The results as a page.</summary>
internal static class DaskReport
{
    public static string Write(DaskResults results)
    {
        StringBuilder page = ClusterPage.Begin(results, "A cluster of two workers of one thread each, real processes of this machine");
        page.AppendLine(
            $"{ClusterPage.EmptyJobs(results)} Commands: median of {results.ColdCommands.Count} whole processes, from "
            + $"{results.ColdCommands.Min():F2} to {results.ColdCommands.Max():F2} s.");
        ClusterPage.WriteKMeans(
            page,
            results,
            "given first centroids. Escala's time is that of the whole job, start included; scikit-learn's that of loading and fitting in a "
            + "process that runs; dask-ml's that of fitting rows that its workers have in memory.");
        WriteBoosting(page, results);
        WriteNetwork(page, results);
        return page.ToString();
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
        foreach (ClusterSide side in results.Boosting)
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
            + $"{DaskNetworkBenchmark.BatchSize} in all, on clusters that the engine starts itself, whose processes leave the ranks more of the cores than "
            + "Dask's do by default. Time and images per second are those of training.").AppendLine();
        page.AppendLine("| | s | images/s | accuracy of test images |").AppendLine("|---|---|---|---|");
        foreach (ClusterSide side in results.Network)
        {
            page.AppendLine($"| {side.Name} | {side.Median(call => call.FitSeconds):F2} | {results.Speed(side):N0} | {side.Quality:F4} |");
        }
    }
}
