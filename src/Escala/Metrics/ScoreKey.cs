using Escala.Numerics;

namespace Escala.Metrics;

/// <summary>Scores as integers in the opposite order: the highest score has the lowest key.</summary>
internal static class ScoreKey
{
    /// <summary>The key of a score that is a number; the two zeros have the same.</summary>
    public static uint Of(float score) => ~OrderedFloat.Key(score + 0f);

    /// <summary>The score of a key.</summary>
    public static float Score(uint key) => OrderedFloat.Value(~key);
}
