namespace Escala.Metrics;

/// <summary>Checks what users pass for evaluation.</summary>
internal static class EvaluationArguments
{
    /// <summary>Checks lengths, weights and groups.</summary>
    /// <param name="owner">Who was called, for messages.</param>
    /// <param name="rows">The number of labels.</param>
    /// <param name="scores">The number of scores.</param>
    /// <param name="outputs">The scores per row.</param>
    /// <param name="weights">The weights, or none.</param>
    /// <param name="groupSizes">The groups, or none.</param>
    /// <exception cref="ArgumentException">Something does not fit.</exception>
    public static void Check(
        string owner, int rows, int scores, int outputs, ReadOnlySpan<float> weights, ReadOnlySpan<int> groupSizes)
    {
        if (outputs < 1)
        {
            throw new ArgumentException($"outputs of {owner} must be at least 1, but was {outputs}. Pass the number of scores per row.");
        }

        if (scores != (long)rows * outputs)
        {
            throw new ArgumentException(
                $"scores of {owner} must be {outputs} per label, {rows} x {outputs}, but was {scores} values. "
                + "Pass as many labels as rows.");
        }

        CheckWeights(owner, rows, weights);
        if (!groupSizes.IsEmpty)
        {
            CheckGroups(owner, rows, groupSizes);
        }
    }

    /// <summary>Checks that there are rows and threads.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static void CheckRowsAndThreads(string owner, int rows, int? threads)
    {
        if (rows == 0)
        {
            throw new ArgumentException($"Rows of {owner} must be at least 1, but there were none. Pass the rows to evaluate.");
        }

        if (threads < 1)
        {
            throw new ArgumentException($"threads of {owner} must be at least 1, but was {threads}. Pass null for all cores.");
        }
    }

    /// <summary>Checks that values lie in a range; NaN lies in none.</summary>
    /// <exception cref="ArgumentException">One does not.</exception>
    public static void CheckRange(string owner, string parameter, ReadOnlySpan<float> values, float least, float most)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!(values[i] >= least && values[i] <= most))
            {
                string range = most == float.MaxValue ? "finite" : $"from {least} to {most}";
                throw new ArgumentException(
                    $"{parameter} of {owner} must be {range}, but was {values[i]} at index {i}. Remove or replace such rows.");
            }
        }
    }

    /// <summary>Checks that groups hold all rows.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    public static void CheckGroups(string owner, int rows, ReadOnlySpan<int> groupSizes)
    {
        long total = 0;
        for (int group = 0; group < groupSizes.Length; group++)
        {
            total += groupSizes[group];
            if (groupSizes[group] < 1)
            {
                throw new ArgumentException(
                    $"groupSizes of {owner} must be at least 1 each, but was {groupSizes[group]} for group {group}. "
                    + "Leave empty groups out.");
            }
        }

        if (total != rows)
        {
            throw new ArgumentException(
                $"groupSizes of {owner} must add up to the number of labels, {rows}, but was {total} in all. "
                + "Every row must be in a group.");
        }
    }

    private static void CheckWeights(string owner, int rows, ReadOnlySpan<float> weights)
    {
        if (!weights.IsEmpty && weights.Length != rows)
        {
            throw new ArgumentException(
                $"weights of {owner} must be one per label, {rows}, or none, but was {weights.Length} values. "
                + "Leave them out to count each row once.");
        }

        for (int row = 0; row < weights.Length; row++)
        {
            if (!float.IsFinite(weights[row]) || weights[row] < 0)
            {
                throw new ArgumentException(
                    $"weights of {owner} must be finite and at least 0, but was {weights[row]} in row {row}. Replace it.");
            }
        }
    }
}
