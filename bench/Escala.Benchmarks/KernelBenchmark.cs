using System.Diagnostics;
using Escala.Clustering;
using Escala.Numerics;

namespace Escala.Benchmarks;

/// <summary>Times single passes of Lloyd's algorithm, sums included, for every set of kernels, as a share of the peak loop.</summary>
internal static class KernelBenchmark
{
    public static void Run(string[] names)
    {
        Console.WriteLine("workload  kernels   threads  first ms  second ms  median ms  best ms  GFLOP/s  of peak");
        foreach (Workload workload in Workload.All.Where(w => names.Length == 0 || names.Contains(w.Name)))
        {
            using RowTiles rows = Blobs.Tiles(workload, seed: 7);
            foreach (KernelSet set in Enum.GetValues<KernelSet>().Where(set => set <= KernelSets.Best).Reverse())
            {
                foreach (int threads in (int[])[1, 2])
                {
                    Measure(workload, rows, set, threads);
                }
            }
        }
    }

    private static void Measure(Workload workload, RowTiles rows, KernelSet set, int threads)
    {
        using var team = new CoreTeam(threads);
        using var pass = new LloydPass(rows, team, set, workload.Clusters);
        using var labels = new RowLabels(rows, workload.Clusters);
        var scales = new double[workload.Features];
        Array.Fill(scales, FixedPoint.Scale(100, workload.Rows));
        var sums = new ClusterSums(workload.Clusters, scales, 1);
        float[] centroids = Blobs.Centroids(rows, workload.Clusters);
        int iterations = set == KernelSet.Portable ? 3 : workload.Iterations;
        double peak = PeakLoop.Measure();
        var times = new double[iterations];
        for (int iteration = 0; iteration < times.Length; iteration++)
        {
            long start = Stopwatch.GetTimestamp();
            pass.Run(centroids, labels, sums, CancellationToken.None);
            for (int cluster = 0; cluster < workload.Clusters; cluster++)
            {
                if (sums.Weight(cluster) > 0)
                {
                    sums.Mean(cluster, centroids.AsSpan(cluster * workload.Features, workload.Features));
                }
            }

            times[iteration] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        double[] sorted = [.. times.Order()];
        double flops = 2.0 * workload.Rows * workload.Features * workload.Clusters;
        double rate = flops / sorted[0] / 1e6;
        Console.WriteLine(
            $"{workload.Name,-9} {KernelSets.Name(set),-9} {threads,7} {times[0],9:F2} {times[1],10:F2} {sorted[sorted.Length / 2],10:F2} "
            + $"{sorted[0],8:F2} {rate,8:F1} {rate / peak / threads,8:P0}");
    }
}
