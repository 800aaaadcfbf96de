using System.Globalization;

namespace Escala.Metrics;

/// <summary>
/// The metrics that Escala computes itself, by XGBoost's names and definitions. Where its versions differ: groups count by their weights
/// and <c>map@k</c> is over at most k relevant rows, as from 2.0 on; without a rank, <c>ndcg</c> and <c>map</c> look at all ranks, as
/// up to 1.7 (2.0: at the first 32 or so many as pairs are made from).
/// </summary>
internal static class EvaluationMetrics
{
    /// <summary>
    /// The names; <c>error</c> also takes a threshold (<c>error@0.7</c>), <c>ndcg</c> and <c>map</c> a rank (<c>ndcg@10</c>).
    /// </summary>
    public static IReadOnlyList<string> Names { get; } =
        ["logloss", "error", "auc", "aucpr", "mlogloss", "merror", "rmse", "mae", "ndcg", "map"];

    /// <summary>Creates a metric for one fit on one rank, or null where the name is none of Escala's.</summary>
    public static IEvaluationMetric? Find(string name)
    {
        int at = name.IndexOf('@', StringComparison.Ordinal);
        return at < 0 ? Plain(name) : WithArgument(name, name[..at], name[(at + 1)..]);
    }

    private static EvaluationMetric? Plain(string name) => name switch
    {
        "logloss" => new MeanTermMetric(name, ClassTerms.LogLoss, _ => LargestLoss),
        "mlogloss" => new MeanTermMetric(name, ClassTerms.MultiLogLoss, _ => LargestLoss),
        "error" => Error(name, 0.5f),
        "merror" => new MeanTermMetric(name, ClassTerms.MultiError, _ => 1),
        "rmse" => new MeanTermMetric(name, NumberTerms.SquaredErrors, extent => Farthest(extent) * Farthest(extent), isRoot: true),
        "mae" => new MeanTermMetric(name, NumberTerms.AbsoluteErrors, Farthest),
        "auc" => new ScoreAreaMetric(name, ScoreArea.Roc, isByPrevalence: true),
        "aucpr" => new ScoreAreaMetric(name, ScoreArea.InterpolatedPrecisionRecall, isByPrevalence: false),
        "ndcg" => new GroupMetric(name, group => RankingGain.OrderedNdcg(group, int.MaxValue)),
        "map" => new GroupMetric(name, group => RankingGain.AveragePrecision(group, int.MaxValue)),
        _ => null,
    };

    private static EvaluationMetric? WithArgument(string name, string metric, string argument) => metric switch
    {
        "error" when float.TryParse(argument, NumberStyles.Float, CultureInfo.InvariantCulture, out float threshold)
            && float.IsFinite(threshold) => Error(name, threshold),
        "ndcg" when Top(argument) is { } top => new GroupMetric(name, group => RankingGain.OrderedNdcg(group, top)),
        "map" when Top(argument) is { } top => new GroupMetric(name, group => RankingGain.AveragePrecision(group, top)),
        _ => null,
    };

    private static MeanTermMetric Error(string name, float threshold) =>
        new(name, (rows, first, terms) => ClassTerms.Error(rows, threshold, first, terms), _ => 1);

    private static int? Top(string argument) =>
        int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out int top) && top > 0 ? top : null;

    private static double LargestLoss => -Math.Log(ClassTerms.LeastProbability) + 1;

    private static double Farthest(RowExtent extent) => extent.LargestLabel + extent.LargestScore;
}
