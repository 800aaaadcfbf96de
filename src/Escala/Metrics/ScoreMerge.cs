namespace Escala.Metrics;

/// <summary>Merges the distinct scores of ranks.</summary>
internal static class ScoreMerge
{
    /// <summary>The distinct scores of all, with their weights added.</summary>
    /// <param name="perRank">Per rank its runs in the order of their keys.</param>
    public static ReadOnlySpan<ScoreRun> Merge(ScoreRun[][] perRank)
    {
        var parts = new Queue<ReadOnlyMemory<ScoreRun>>(perRank.Select(part => new ReadOnlyMemory<ScoreRun>(part)));
        while (parts.Count > 1)
        {
            parts.Enqueue(Merge(parts.Dequeue().Span, parts.Dequeue().Span));
        }

        return parts.Dequeue().Span;
    }

    private static ReadOnlyMemory<ScoreRun> Merge(ReadOnlySpan<ScoreRun> left, ReadOnlySpan<ScoreRun> right)
    {
        ScoreRun[] merged = GC.AllocateUninitializedArray<ScoreRun>(left.Length + right.Length);
        int count = 0;
        int i = 0;
        int j = 0;
        while (i < left.Length && j < right.Length)
        {
            uint l = left[i].Key;
            uint r = right[j].Key;
            merged[count++] =
                l < r ? left[i]
                : r < l ? right[j]
                : new ScoreRun(l, left[i].Positive + right[j].Positive, left[i].Negative + right[j].Negative);
            i += l <= r ? 1 : 0;
            j += r <= l ? 1 : 0;
        }

        ReadOnlySpan<ScoreRun> rest = i < left.Length ? left[i..] : right[j..];
        rest.CopyTo(merged.AsSpan(count));
        return merged.AsMemory(0, count + rest.Length);
    }
}
