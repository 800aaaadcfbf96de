namespace Escala.Reports.Results;

/// <summary>The options of a fit of XGBoost in the words of the command line.</summary>
internal sealed record XGBoostOptionsReport
{
    /// <summary><c>--target</c></summary>
    public required string Target { get; init; }

    /// <summary><c>--objective</c>; null where the labels choose it.</summary>
    public string? Objective { get; init; }

    /// <summary><c>--rounds</c></summary>
    public required int Rounds { get; init; }

    /// <summary><c>--max-depth</c></summary>
    public required int MaxDepth { get; init; }

    /// <summary><c>--learning-rate</c></summary>
    public required double LearningRate { get; init; }

    /// <summary><c>--subsample</c></summary>
    public required double Subsample { get; init; }

    /// <summary><c>--colsample-bytree</c></summary>
    public required double ColsampleByTree { get; init; }

    /// <summary><c>--min-child-weight</c></summary>
    public required double MinChildWeight { get; init; }

    /// <summary><c>--gamma</c></summary>
    public required double Gamma { get; init; }

    /// <summary><c>--lambda</c></summary>
    public required double Lambda { get; init; }

    /// <summary><c>--alpha</c></summary>
    public required double Alpha { get; init; }

    /// <summary><c>--max-bin</c></summary>
    public required int MaxBin { get; init; }

    /// <summary><c>--tree-method</c></summary>
    public required string TreeMethod { get; init; }

    /// <summary><c>--grow-policy</c></summary>
    public required string GrowPolicy { get; init; }

    /// <summary><c>--scale-pos-weight</c></summary>
    public required double ScalePosWeight { get; init; }

    /// <summary><c>--monotone</c></summary>
    public string? Monotone { get; init; }

    /// <summary><c>--interaction</c></summary>
    public string? Interaction { get; init; }

    /// <summary><c>--missing-value</c></summary>
    public double? MissingValue { get; init; }

    /// <summary><c>--base-score</c></summary>
    public double? BaseScore { get; init; }

    /// <summary><c>--metrics</c>, separated by commas; null for the objective's own.</summary>
    public string? Metrics { get; init; }

    /// <summary><c>--early-stopping</c></summary>
    public int? EarlyStopping { get; init; }

    /// <summary><c>--validation-fraction</c></summary>
    public required double ValidationFraction { get; init; }

    /// <summary><c>--group</c></summary>
    public string? Group { get; init; }

    /// <summary><c>--weights</c></summary>
    public string? Weights { get; init; }

    /// <summary><c>--missing</c></summary>
    public required string Missing { get; init; }

    /// <summary><c>--test-fraction</c></summary>
    public required double TestFraction { get; init; }

    /// <summary><c>--sample-rows</c></summary>
    public long? SampleRows { get; init; }

    /// <summary><c>--block-rows</c></summary>
    public required int BlockRows { get; init; }

    /// <summary><c>--set</c>: XGBoost's other parameters by its own names.</summary>
    public IReadOnlyDictionary<string, string> Set { get; init; } = new Dictionary<string, string>();

    /// <summary><c>--seed</c></summary>
    public required ulong Seed { get; init; }
}
