namespace Escala.Cli.Algorithms.XGBoost;

/// <summary>One metric of a peer's after every round.</summary>
/// <param name="Metric">The metric in XGBoost's word.</param>
/// <param name="Training">Its value over the training rows.</param>
/// <param name="Validation">Its value over the validation rows.</param>
internal sealed record XGBoostPeerHistory(string Metric, IReadOnlyList<double> Training, IReadOnlyList<double> Validation);
