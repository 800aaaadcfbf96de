namespace Escala.Metrics;

/// <summary>How near predictions are to true values. Rows count by their weights.</summary>
public sealed record RegressionScores
{
    /// <summary>The number of rows.</summary>
    public required long Rows { get; init; }

    /// <summary>The root of the mean squared error, in the unit of the target, lower is better.</summary>
    public required double Rmse { get; init; }

    /// <summary>The mean absolute error, in the unit of the target, lower is better.</summary>
    public required double Mae { get; init; }

    /// <summary>
    /// The coefficient of determination, at most 1; 0 is what the mean would reach (scikit-learn <c>r2_score</c>). Null where all
    /// true values are equal.
    /// </summary>
    public double? R2 { get; init; }

    /// <summary>The root mean squared error of always answering with the mean of the true values.</summary>
    public required double MeanRmse { get; init; }
}
