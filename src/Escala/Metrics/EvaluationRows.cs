using Escala.Numerics;

namespace Escala.Metrics;

/// <summary>
/// What a metric is given after a round: true and predicted values of this rank's rows of one part. The memory is lent for the call.
/// </summary>
public readonly ref struct EvaluationRows
{
    /// <summary>Creates the rows, evaluated on the calling thread.</summary>
    /// <param name="labels">(rows): the 0-based index of the class, a number, or a relevance.</param>
    /// <param name="scores">Row-major (rows, outputs).</param>
    /// <param name="weights">(rows), finite and at least 0; empty where each row counts once.</param>
    /// <param name="groupSizes">The sizes of the groups in the order of the rows; empty where there are none.</param>
    /// <param name="outputs">The number of scores per row, at least 1.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public EvaluationRows(
        ReadOnlySpan<float> labels,
        ReadOnlySpan<float> scores,
        ReadOnlySpan<float> weights = default,
        ReadOnlySpan<int> groupSizes = default,
        int outputs = 1)
        : this(labels, scores, weights, groupSizes, outputs, new CoreTeam(1))
    {
        EvaluationArguments.Check(nameof(EvaluationRows), labels.Length, scores.Length, outputs, weights, groupSizes);
    }

    /// <summary>Creates the rows, evaluated by a team; arguments are not checked.</summary>
    internal EvaluationRows(
        ReadOnlySpan<float> labels,
        ReadOnlySpan<float> scores,
        ReadOnlySpan<float> weights,
        ReadOnlySpan<int> groupSizes,
        int outputs,
        CoreTeam team)
    {
        Labels = labels;
        Scores = scores;
        Weights = weights;
        GroupSizes = groupSizes;
        Outputs = outputs;
        Team = team;
    }

    /// <summary>The number of rows of this rank; may be 0 where other ranks have some.</summary>
    public int RowCount => Labels.Length;

    /// <summary>The scores per row: 1, or the number of classes where there are three or more.</summary>
    public int Outputs { get; }

    /// <summary>(rows): the 0-based index of the class, a number, or a relevance.</summary>
    public ReadOnlySpan<float> Labels { get; }

    /// <summary>
    /// Row-major (rows, outputs): with two classes the probability of the second, with more the probability of each; a number; or a
    /// score to rank by, higher first.
    /// </summary>
    public ReadOnlySpan<float> Scores { get; }

    /// <summary>(rows), at least 0; empty where each row counts once. The rows of a group have the same.</summary>
    public ReadOnlySpan<float> Weights { get; }

    /// <summary>The sizes of the groups in the order of the rows, each whole on one rank; empty where there are none.</summary>
    public ReadOnlySpan<int> GroupSizes { get; }

    /// <summary>This rank's threads.</summary>
    internal CoreTeam Team { get; }
}
