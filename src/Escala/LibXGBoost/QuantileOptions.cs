namespace Escala.LibXGBoost;

/// <summary>How values are sorted into bins.</summary>
internal sealed record QuantileOptions
{
    /// <summary>The most bins per feature, at least 2. With a <see cref="Reference"/>, libxgboost wants the same number as there.</summary>
    public int MaxBin { get; init; } = 256;

    /// <summary>The value that stands for "missing", beside NaN.</summary>
    public float Missing { get; init; } = float.NaN;

    /// <summary>Threads of the build, at least 1.</summary>
    public required int Threads { get; init; }

    /// <summary>One of <c>q</c> (quantity), <c>i</c> (integer), <c>c</c> (category) per feature; null: all are quantities.</summary>
    public IReadOnlyList<string>? FeatureTypes { get; init; }

    /// <summary>Whether the blocks' weights, where they have any, become the rows'. They count in the choice of the bins too.</summary>
    public bool UseWeights { get; init; } = true;

    /// <summary>A matrix whose bins are used, as a validation part uses those of the training part; null: bins of its own.</summary>
    public DMatrix? Reference { get; init; }
}
