using System.Text;

namespace Escala.Benchmarks.Clusters;

/// <summary>What the pages of all clusters have in common.</summary>
internal static class ClusterPage
{
    /// <summary>The title, what it was measured on, and the targets.</summary>
    /// <param name="results">The results.</param>
    /// <param name="cluster">What the cluster is, and how its figures are to be read.</param>
    public static StringBuilder Begin(ClusterResults results, string cluster)
    {
        var page = new StringBuilder();
        Machine machine = results.Machine;
        page.AppendLine($"# {results.Name}").AppendLine();
        page.AppendLine(
            $"{machine.Cpu}, {machine.Cores} cores, {machine.MemoryGigabytes} GB, {machine.System}. {results.Date:yyyy-MM-dd}, "
            + $"seed {results.Seed}; load {results.LoadBefore} before, {results.LoadAfter} after.");
        page.AppendLine(string.Join(", ", results.Versions.Select(version => $"{version.Key} {version.Value}")) + ".").AppendLine();
        if (results.IsQuick)
        {
            page.AppendLine("**Quick run: a tenth of the rows, few turns. Not for the record.**").AppendLine();
        }

        page.AppendLine($"{cluster}; medians, the sides by turns with half a second of rest before each.");
        page.AppendLine();
        page.AppendLine("| | measured | target | met |").AppendLine("|---|---|---|---|");
        foreach (ClusterTarget target in results.Targets)
        {
            string format = target.Unit == "ms" ? "F0" : target.Limit < 0.1 ? "F3" : "F2";
            string unit = target.Unit.Length > 0 ? $" {target.Unit}" : "";
            page.AppendLine(
                $"| {target.What} | {target.Measured.ToString(format)}{unit} "
                + $"| {(target.IsFloor ? "at least" : "at most")} {target.Limit}{unit} | {(target.IsMet ? "yes" : "no")} |");
        }

        return page.AppendLine();
    }

    /// <summary>The jobs that do next to nothing.</summary>
    public static string EmptyJobs(ClusterResults results) =>
        $"Empty jobs: median of {results.EmptyJobs.Count} in one session, from {1000 * results.EmptyJobs.Min():F0} to "
        + $"{1000 * results.EmptyJobs.Max():F0} ms.";

    /// <summary>The chapter of K-means.</summary>
    /// <param name="page">Where it goes.</param>
    /// <param name="results">The results.</param>
    /// <param name="about">How the first centroids are chosen, and what each time is that of.</param>
    public static void WriteKMeans(StringBuilder page, ClusterResults results, string about)
    {
        Workload work = results.Workload;
        page.AppendLine().AppendLine("## K-means").AppendLine();
        page.AppendLine(
            $"{work.Rows:N0} x {work.Features}, k {work.Clusters}, {work.Iterations} iterations, tolerance 0, {about} Inertia is recomputed in "
            + $"float64 and relative to that of Escala on {results.Name}.").AppendLine();
        page.AppendLine($"| | rows from | s | load s | fit s | Escala on {results.Name} / this | inertia |");
        page.AppendLine("|---|---|---|---|---|---|---|");
        ClusterSide escala = results.KMeans[0];
        foreach (ClusterSide side in results.KMeans)
        {
            double seconds = side.Median(call => call.Seconds);
            double fit = side.Median(call => call.FitSeconds);
            string parts = fit > 0 ? $"{side.Median(call => call.LoadSeconds):F2} | {fit:F2}" : " | ";
            page.AppendLine(
                $"| {side.Name} | {side.Rows} | {seconds:F2} | {parts} | {escala.Median(call => call.Seconds) / seconds:F3} "
                + $"| {(side.Quality / escala.Quality) - 1:+0.0E+0;-0.0E+0;0} |");
        }
    }
}
