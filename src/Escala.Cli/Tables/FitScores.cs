using Escala.Reports.Results;

namespace Escala.Cli.Tables;

/// <summary>The scores of a fit.</summary>
/// <param name="Main">Those that it is judged by first.</param>
/// <param name="Test">Those of the test rows, where they stand beside the others; null where not.</param>
/// <param name="Label">Names a score of <paramref name="Main"/>, with what has to be known to read it.</param>
/// <param name="TestLabel">Names a score of <paramref name="Test"/>.</param>
/// <param name="Absent">The scores that are not there though they were asked for, by their names in JSON.</param>
internal sealed record FitScores(
    IReadOnlyList<ScoreReport> Main,
    IReadOnlyList<ScoreReport>? Test,
    Func<string, string> Label,
    Func<string, string> TestLabel,
    IReadOnlyList<string> Absent)
{
    /// <summary>The column of the main scores.</summary>
    public ScoredPart MainPart(string name) => new(name, Main, Label);

    /// <summary>The column of the scores of the test rows; null where there are none.</summary>
    public ScoredPart? TestPart(string name) => Test is null ? null : new ScoredPart(name, Test, TestLabel);
}
