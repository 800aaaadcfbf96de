using Escala.Clustering;
using Escala.Reports.Languages;
using Escala.Reports.Results;
using Spectre.Console;

namespace Escala.Cli.Tables;

/// <summary>The readable result of a fit.</summary>
internal static class FitText
{
    /// <summary>Writes it.</summary>
    public static void Write(FitReport report, IAnsiConsole console)
    {
        string runs = report.RestartInertias.Count > 1 ? $" in the best of {report.RestartInertias.Count} runs" : "";
        JobText.WriteLines(
            console,
            $"K-means, {JobText.Plural(report.Options.Clusters, "cluster")}: "
                + $"{JobText.Plural(report.Iterations, "iteration")}{runs}, {Reason(report.StopReason!.Value)}",
            JobText.Rows(report),
            JobText.Sizes(report.ClusterSizes),
            JobText.Engine(report),
            "");
        if (report is { TestMetrics: { } test, TestRows: { } testRows })
        {
            string training = $"{Figures.English.Count(report.Rows)} training rows";
            JobText.Metrics((training, report.Metrics), ($"{Figures.English.Count(testRows)} test rows", test)).WriteTo(console);
            JobText.WriteAbsent(console, test);
        }
        else
        {
            JobText.Metrics(("value", report.Metrics)).WriteTo(console);
        }

        JobText.WriteAbsent(console, report.Metrics);
        JobText.Phases(report).WriteTo(console);
        JobText.WriteLines(
            console,
            $"centroids  {report.Digest.Centroids}",
            $"labels     {report.Digest.Labels}");
        if (report.Model is not null)
        {
            JobText.WriteLines(console, $"model      {report.Model}");
        }
    }

    private static string Reason(KMeansStopReason reason) => reason switch
    {
        KMeansStopReason.NoRowMoved => "until no row changed its cluster",
        KMeansStopReason.Tolerance => "until the centroids moved less than the tolerance",
        _ => "the most that were allowed",
    };
}
