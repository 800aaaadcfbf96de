namespace Escala.Metrics;

/// <summary>
/// True and predicted values of the rows of one part that a rank holds. The memory is the caller's, native or pinned, and must outlive
/// this object. All ranks have weights, or none has; values are not checked here.
/// </summary>
/// <param name="rowCount">The number of rows, at least 0 and at most 2^31 - 1.</param>
/// <param name="outputs">The scores per row, at least 1.</param>
/// <param name="labels">(rows): the 0-based index of the class, a number, or a relevance.</param>
/// <param name="scores">
/// Row-major (rows, outputs): with two classes the probability of the second, with more the probability of each; a number; a score
/// to rank by, higher first.
/// </param>
internal sealed unsafe class PredictedRows(long rowCount, int outputs, float* labels, float* scores)
{
    public long RowCount => rowCount;

    public int Outputs => outputs;

    public float* Labels => labels;

    public float* Scores => scores;

    /// <summary>(rows), finite and at least 0; null where each row counts once.</summary>
    public float* Weights { get; init; }

    /// <summary>The sizes of the groups, each at least 1, in the order of the rows; null where there are none.</summary>
    public int* GroupSizes { get; init; }

    /// <summary>The number of groups of this rank.</summary>
    public int GroupCount { get; init; }

    /// <summary>The weight of a row.</summary>
    public float Weight(long row) => Weights is null ? 1 : Weights[row];

    /// <summary>True values of some rows.</summary>
    public ReadOnlySpan<float> LabelSpan(long first, int count) => new(labels + first, count);

    /// <summary>Scores of some rows, row-major (count, outputs).</summary>
    public ReadOnlySpan<float> ScoreSpan(long first, int count) => new(scores + (first * outputs), checked(count * outputs));

    /// <summary>Weights of some rows; empty where each counts once.</summary>
    public ReadOnlySpan<float> WeightSpan(long first, int count) => Weights is null ? default : new(Weights + first, count);
}
