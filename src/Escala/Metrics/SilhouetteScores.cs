namespace Escala.Metrics;

/// <summary>The silhouettes of some rows, in the order of their global row numbers.</summary>
internal sealed record SilhouetteScores
{
    /// <summary>The global numbers of the rows.</summary>
    public required long[] RowNumbers { get; init; }

    /// <summary>Their cluster labels.</summary>
    public required int[] Labels { get; init; }

    /// <summary>Their silhouettes, -1 to 1; empty when they are not defined.</summary>
    public required double[] Scores { get; init; }

    /// <summary>Whether the rows are a sample of all.</summary>
    public required bool IsSampled { get; init; }

    /// <summary>Why the silhouettes are not defined, or null when they are.</summary>
    public string? AbsentReason { get; init; }

    /// <summary>The mean of the silhouettes; null when they are not defined.</summary>
    public double? Mean => Scores.Length == 0 ? null : Scores.Sum() / Scores.Length;
}
