namespace Escala.LibXGBoost;

/// <summary>What a booster predicts. The values are the C interface's.</summary>
internal enum PredictionKind
{
    /// <summary>What the objective makes of the margin, such as a probability: (rows, groups).</summary>
    Value = 0,

    /// <summary>The sum of the trees' leaves and the base score: (rows, groups).</summary>
    Margin = 1,

    /// <summary>Each feature's part of the margin (SHAP), the base's part last: (rows, groups, features + 1).</summary>
    Contributions = 2,

    /// <summary>The same, approximated by the nodes' means (Saabas): (rows, groups, features + 1).</summary>
    ApproximateContributions = 3,

    /// <summary>The 0-based number of the leaf that each tree sends a row to: (rows, rounds, groups, parallel trees).</summary>
    Leaf = 6,
}
