namespace Escala.Benchmarks.Boosting;

/// <summary>What one fit of either side answers.</summary>
internal sealed record BoostingAnswer
{
    /// <summary>Wall time of building the matrix and training.</summary>
    public required double Seconds { get; init; }

    /// <summary>CPU time of the same.</summary>
    public required double CpuSeconds { get; init; }

    /// <summary>The largest resident memory of the process until training ended.</summary>
    public required long PeakBytes { get; init; }

    /// <summary>The area under the ROC curve over the training rows; null where it was not asked for.</summary>
    public double? Auc { get; init; }

    /// <summary>The versions of what it runs on.</summary>
    public required IReadOnlyDictionary<string, string> Versions { get; init; }
}
