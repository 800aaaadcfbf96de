namespace Escala.Metrics;

/// <summary>Whether rows said to be of a class with some probability are of it as often.</summary>
/// <param name="ClassIndex">The 0-based class.</param>
/// <param name="Predicted">The mean predicted probability of each bin.</param>
/// <param name="Observed">The share of the bin's rows that are of the class.</param>
/// <param name="Weights">The weight of the bin's rows.</param>
public sealed record CalibrationCurve(
    int ClassIndex, IReadOnlyList<double> Predicted, IReadOnlyList<double> Observed, IReadOnlyList<double> Weights);
