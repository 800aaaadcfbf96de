namespace Escala.Reports.Charts;

/// <summary>What a confusion matrix of two classes says of the second one.</summary>
/// <param name="matrix">The weight of the rows by true class (outer) and predicted class (inner).</param>
internal sealed class BinaryCounts(IReadOnlyList<IReadOnlyList<double>> matrix)
{
    /// <summary>Of the rows of the first class, the share that was predicted to be of the second; NaN where it has no rows.</summary>
    public double FalsePositiveRate => matrix[0][1] / (matrix[0][0] + matrix[0][1]);

    /// <summary>Of the rows of the second class, the share that was found; NaN where it has no rows.</summary>
    public double Recall => matrix[1][1] / (matrix[1][0] + matrix[1][1]);

    /// <summary>Of the rows predicted to be of the second class, the share that is; NaN where none was.</summary>
    public double Precision => matrix[1][1] / (matrix[0][1] + matrix[1][1]);
}
