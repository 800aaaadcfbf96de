using Escala.Reports.Results;

namespace Escala.Cli.Tables;

/// <summary>A column of a table of scores.</summary>
/// <param name="Name">What was judged.</param>
/// <param name="Scores">The scores.</param>
/// <param name="Label">Names a score, with what has to be known to read it: only equal labels share a row.</param>
internal sealed record ScoredPart(string Name, IReadOnlyList<ScoreReport> Scores, Func<string, string> Label)
{
    /// <summary>A score, by its name in JSON.</summary>
    public (string Label, double? Value) Cell(string key) => (Label(key), Scores.FirstOrDefault(score => score.Key == key)?.Value);
}
