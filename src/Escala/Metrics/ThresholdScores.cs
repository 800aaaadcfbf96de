namespace Escala.Metrics;

/// <summary>What two classes' probabilities give when the second class is predicted from another threshold on than 0.5.</summary>
public sealed record ThresholdScores
{
    /// <summary>The second class is predicted where its probability is above this.</summary>
    public required double Threshold { get; init; }

    /// <summary>The share of rows whose predicted class is the true one.</summary>
    public required double Accuracy { get; init; }

    /// <summary>The mean recall of the two classes.</summary>
    public required double BalancedAccuracy { get; init; }

    /// <summary>The precision of the second class.</summary>
    public required double Precision { get; init; }

    /// <summary>The recall of the second class.</summary>
    public required double Recall { get; init; }

    /// <summary>The F1 of the second class.</summary>
    public required double F1 { get; init; }

    /// <summary>The weight of the rows by true class (outer) and predicted class (inner).</summary>
    public required IReadOnlyList<IReadOnlyList<double>> ConfusionMatrix { get; init; }
}
