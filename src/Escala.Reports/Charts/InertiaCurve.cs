using Escala.Reports.Results;

namespace Escala.Reports.Charts;

/// <summary>The inertia before the first iteration and after each one.</summary>
/// <param name="Name">The runs that it is of.</param>
/// <param name="Inertias">The inertias, at least two.</param>
internal sealed record InertiaCurve(string Name, IReadOnlyList<double> Inertias)
{
    /// <summary>The different curves of a workload.</summary>
    public static IEnumerable<InertiaCurve> Of(KMeansWorkloadReport workload, ChartWords words) => FinishedRuns.Of(workload)
        .Where(group => group.KMeans!.History.Count > 0)
        .Select(group => new InertiaCurve(words.Run(group), [.. group.KMeans!.History, group.KMeans.Metrics.Inertia]))
        .GroupBy(curve => string.Join(' ', curve.Inertias))
        .Select(same => new InertiaCurve(string.Join("; ", same.Select(curve => curve.Name)), same.First().Inertias));
}
