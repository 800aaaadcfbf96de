namespace Escala.LibXGBoost;

/// <summary>How much features matter to a booster. Features that no split uses are left out.</summary>
/// <param name="Features">Their names, or <c>f0</c>, <c>f1</c> and so on where the booster knows none.</param>
/// <param name="Scores">One score per feature.</param>
internal sealed record FeatureScores(IReadOnlyList<string> Features, IReadOnlyList<float> Scores);
