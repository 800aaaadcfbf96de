using Escala.Reports.Results;

namespace Escala.Reports.Charts;

/// <summary>The run that a view of clusters is of.</summary>
internal static class ViewedRun
{
    /// <summary>What the run answered; null where the comparison has no view, or none of a run that finished.</summary>
    public static KMeansFitReport? Of(KMeansWorkloadReport workload) => workload.Clusters is { RowNumbers.Count: > 0 } view
        ? workload.Finished.FirstOrDefault(run => run.Name == view.Run)?.Result as KMeansFitReport
        : null;
}
