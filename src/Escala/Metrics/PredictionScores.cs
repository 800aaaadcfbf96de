namespace Escala.Metrics;

/// <summary>How good predictions are: exactly one of the three kinds is there.</summary>
public sealed record PredictionScores
{
    /// <summary>For classes; null otherwise.</summary>
    public ClassificationScores? Classification { get; init; }

    /// <summary>For numbers; null otherwise.</summary>
    public RegressionScores? Regression { get; init; }

    /// <summary>For ranks within groups; null otherwise.</summary>
    public RankingScores? Ranking { get; init; }
}
