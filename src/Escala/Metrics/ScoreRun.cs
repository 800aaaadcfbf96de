using System.Runtime.InteropServices;

namespace Escala.Metrics;

/// <summary>The rows that have one score, of all classes. Packed, because ranks exchange one for every distinct score.</summary>
/// <param name="Key">The score as <see cref="ScoreKey"/> has it: higher scores have lower keys.</param>
/// <param name="Positive">The weight of the rows that are of the class, times <see cref="RowExtent.WeightScale"/>.</param>
/// <param name="Negative">The weight of the others, in the same unit.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct ScoreRun(uint Key, long Positive, long Negative)
{
    /// <summary>The score.</summary>
    public float Score => ScoreKey.Score(Key);

    /// <summary>The weight of all rows.</summary>
    public long Total => Positive + Negative;
}
