using System.Text;
using Escala.Benchmarks.Clusters;

namespace Escala.Benchmarks.Spark;

/// <summary>The results as a page.</summary>
internal static class SparkReport
{
    public static string Write(SparkResults results)
    {
        StringBuilder page = ClusterPage.Begin(
            results,
            "A standalone cluster of a master and two workers, real processes of this machine. Each application has an executor of one core on "
            + "each worker");
        page.AppendLine($"{ClusterPage.EmptyJobs(results)} The first job of that session, its start included: {results.FirstJob:F2} s.");
        ClusterPage.WriteKMeans(
            page,
            results,
            "random rows as first centroids, other ones on each side. Escala's time is that of a whole job in a session that has run one; MLlib's that "
            + "of a fit in an application that has run one, of rows that it has in memory, and which it keeps as objects while it fits.");
        page.AppendLine().AppendLine("## Commands").AppendLine();
        page.AppendLine(
            "Whole processes on the cluster that runs, from start to end. spark-submit's barrier tasks do nothing; it has Escala's settings of Spark and Java. "
            + "MLlib reads the same Parquet, and has Java as it is. Escala's command scores its rows too, which MLlib's does not.").AppendLine();
        page.AppendLine("| | s | from | to |").AppendLine("|---|---|---|---|");
        WriteCommands(page, "nothing", results.EmptyCommands);
        WriteCommands(page, "K-means", results.KMeansCommands);
        return page.ToString();
    }

    private static void WriteCommands(StringBuilder page, string what, IReadOnlyList<ClusterSide> sides)
    {
        foreach (ClusterSide side in sides)
        {
            page.AppendLine(
                $"| {what}: {side.Name} | {side.Median(call => call.Seconds):F2} | {side.Calls.Min(call => call.Seconds):F2} "
                + $"| {side.Calls.Max(call => call.Seconds):F2} |");
        }
    }
}
