namespace Escala.Boosting;

/// <summary>What a feature contributes to the trees. A feature that no split uses has zeros.</summary>
public sealed record FeatureImportance
{
    /// <summary>The feature.</summary>
    public required string Feature { get; init; }

    /// <summary>The mean gain of its splits (XGBoost <c>gain</c>).</summary>
    public required double Gain { get; init; }

    /// <summary>The number of its splits (XGBoost <c>weight</c>).</summary>
    public required double Weight { get; init; }

    /// <summary>The mean cover of its splits (XGBoost <c>cover</c>).</summary>
    public required double Cover { get; init; }

    /// <summary>The gain of its splits, added up (XGBoost <c>total_gain</c>).</summary>
    public required double TotalGain { get; init; }

    /// <summary>The cover of its splits, added up (XGBoost <c>total_cover</c>).</summary>
    public required double TotalCover { get; init; }
}
