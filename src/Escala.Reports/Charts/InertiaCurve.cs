using Escala.Reports.Results;

namespace Escala.Reports.Charts;

/// <summary>The inertia before the first iteration and after each one.</summary>
/// <param name="Name">The runs that it is of.</param>
/// <param name="Inertias">The inertias, at least two.</param>
internal sealed record InertiaCurve(string Name, IReadOnlyList<double> Inertias)
{
    /// <summary>The different curves of a comparison.</summary>
    public static IEnumerable<InertiaCurve> Of(ComparisonReport comparison, ChartWords words) => FinishedRuns.Of(comparison)
        .Where(group => group.Result!.History.Count > 0)
        .Select(group => new InertiaCurve(words.Run(group), [.. group.Result!.History, group.Result.Metrics.Inertia]))
        .GroupBy(curve => string.Join(' ', curve.Inertias))
        .Select(same => new InertiaCurve(string.Join("; ", same.Select(curve => curve.Name)), same.First().Inertias));
}
