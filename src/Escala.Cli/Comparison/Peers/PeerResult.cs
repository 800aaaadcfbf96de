using Escala.Reports.Results;

namespace Escala.Cli.Comparison.Peers;

/// <summary>What a peer's run came to.</summary>
/// <param name="Fit">Its answer in the words of Escala's fits.</param>
/// <param name="Versions">Its software and the versions.</param>
/// <param name="OwnScores">Scores by its own reckoning, by their names in JSON; null where it has none.</param>
internal sealed record PeerResult(FitReport Fit, IReadOnlyDictionary<string, string> Versions, IReadOnlyDictionary<string, double>? OwnScores = null);
