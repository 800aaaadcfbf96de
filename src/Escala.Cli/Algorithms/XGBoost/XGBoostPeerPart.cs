namespace Escala.Cli.Algorithms.XGBoost;

/// <summary>One part of the rows as files: NPY, float32.</summary>
/// <param name="Rows">(rows, features).</param>
/// <param name="Labels">(rows, 1); for text the indices of the categories.</param>
/// <param name="Weights">(rows, 1); null where every row weighs 1.</param>
/// <param name="Groups">(rows, 1); null where there are no groups.</param>
internal sealed record XGBoostPeerPart(string Rows, string Labels, string? Weights, string? Groups);
