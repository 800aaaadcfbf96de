namespace Escala.Metrics;

/// <summary>
/// A curve over the decision threshold, thinned to at most 201 points for drawing; figures are computed before the thinning.
/// </summary>
/// <param name="ClassIndex">The 0-based class that the curve is of.</param>
/// <param name="X">The x values, as many as <paramref name="Y"/>.</param>
/// <param name="Y">The y values.</param>
public sealed record ScoreCurve(int ClassIndex, IReadOnlyList<double> X, IReadOnlyList<double> Y);
