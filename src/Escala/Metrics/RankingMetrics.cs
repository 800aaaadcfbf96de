using Escala.Engines;
using Escala.Numerics;

namespace Escala.Metrics;

/// <summary>
/// How well scores order the rows of groups, for arrays in memory. The results do not depend on the number of threads or the order of the
/// rows within groups.
/// </summary>
public static class RankingMetrics
{
    /// <summary>Above this, gains of 2^relevance - 1 leave no room for others.</summary>
    private const float MaxRelevance = 31;

    private const string Owner = $"{nameof(RankingMetrics)}.{nameof(Evaluate)}";

    /// <summary>Computes all figures. O(rows x ln(rows of a group)).</summary>
    /// <param name="relevances">How relevant each row is: whole numbers from 0 to 31; at least one row.</param>
    /// <param name="scores">What rows are ordered by, the highest first; finite.</param>
    /// <param name="groupSizes">The sizes of the groups, at least 1 each, in the order of the rows; they add up to the rows.</param>
    /// <param name="threads">The number of threads, at least 1; null, the default, for one per core.</param>
    /// <param name="cancellationToken">Ends the computation.</param>
    /// <exception cref="ArgumentException">An argument is out of its range, or the lengths do not fit.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static unsafe RankingScores Evaluate(
        ReadOnlySpan<int> relevances,
        ReadOnlySpan<float> scores,
        ReadOnlySpan<int> groupSizes,
        int? threads = null,
        CancellationToken cancellationToken = default)
    {
        EvaluationArguments.CheckRowsAndThreads(Owner, relevances.Length, threads);
        EvaluationArguments.CheckGroups(Owner, relevances.Length, groupSizes);
        EvaluationArguments.Check(Owner, relevances.Length, scores.Length, 1, default, groupSizes);
        EvaluationArguments.CheckRange(Owner, nameof(scores), scores, float.MinValue, float.MaxValue);
        var labels = new float[relevances.Length];
        for (int row = 0; row < labels.Length; row++)
        {
            labels[row] = relevances[row];
        }

        EvaluationArguments.CheckRange(Owner, nameof(relevances), labels, 0, MaxRelevance);
        using var team = new CoreTeam(threads ?? Environment.ProcessorCount);
        fixed (float* labelled = labels, scored = scores)
        {
            fixed (int* sizes = groupSizes)
            {
                var rows = new PredictedRows(labels.Length, 1, labelled, scored) { GroupSizes = sizes, GroupCount = groupSizes.Length };
                return PredictionEvaluation.Ranking(rows, team, new SoloCollective(), cancellationToken);
            }
        }
    }
}
