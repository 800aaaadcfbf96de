using System.Diagnostics;
using Escala.Clustering;
using Escala.Data;
using Escala.Engines;
using Escala.Metrics;

namespace Escala.Benchmarks.Clusters;

/// <summary>Jobs that do next to nothing.</summary>
internal static class EmptyJobs
{
    /// <summary>Times some in one session, one after another.</summary>
    /// <param name="engine">The session.</param>
    /// <param name="tiny">The rows.</param>
    /// <param name="count">How many.</param>
    /// <returns>The seconds of each.</returns>
    public static async Task<IReadOnlyList<double>> TimeAsync(IEngine engine, string tiny, int count)
    {
        var trainer = new KMeansTrainer(new KMeansOptions { Clusters = 2, MaxIterations = 1, Metrics = ClusteringMetricSet.None });
        var seconds = new double[count];
        for (int i = 0; i < count; i++)
        {
            long begin = Stopwatch.GetTimestamp();
            await trainer.RunAsync(new DatasetReader().Open(tiny), engine);
            seconds[i] = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        }

        return seconds;
    }
}
