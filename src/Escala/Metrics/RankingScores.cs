namespace Escala.Metrics;

/// <summary>How well predictions order the rows of each group.</summary>
public sealed record RankingScores
{
    /// <summary>The number of rows.</summary>
    public required long Rows { get; init; }

    /// <summary>The number of groups.</summary>
    public required long Groups { get; init; }

    /// <summary>
    /// The mean normalised discounted cumulative gain over all ranks of a group, 0 to 1, with gains 2^relevance - 1 (Burges et al.,
    /// 2005) and ties averaged as scikit-learn's <c>ndcg_score</c> does.
    /// </summary>
    public required double Ndcg { get; init; }

    /// <summary>The same over the first 10 ranks.</summary>
    public required double NdcgAt10 { get; init; }
}
