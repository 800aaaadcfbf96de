using Escala.Boosting;
using Escala.Metrics;
using Escala.Reports.Results;

namespace Escala.Reports.Findings;

/// <summary>What the scores of XGBoost mean: against an answer without a model first, then one by one.</summary>
internal static class XGBoostQualityFindings
{
    private static readonly string[] Explained =
    [
        "balancedAccuracy", "f1", "averagePrecision", XGBoostMetricsReport.LogLossKey, "mae", "r2", "ndcgAt10",
    ];

    /// <summary>The findings; none where nothing of XGBoost finished.</summary>
    public static IEnumerable<Finding> Of(FindingSource source)
    {
        if (source.Rivals is not [{ XGBoost: { } fit }, ..])
        {
            yield break;
        }

        foreach (Finding finding in Headline(source, fit).Concat(Threshold(source, fit)))
        {
            yield return finding;
        }

        foreach (ScoreReport score in fit.Scores.Where(score => score.Value is not null && Explained.Contains(score.Key)))
        {
            yield return Score(source, score);
        }
    }

    private static IEnumerable<Finding> Headline(FindingSource source, XGBoostFitReport fit) => fit switch
    {
        { Details.Classification: { } classes } => [OfClasses(source, fit, classes)],
        { Details.Regression: { } numbers } => [OfNumbers(source, fit, numbers)],
        { Details.Ranking: { } ranks } => [OfRanks(source, fit, ranks)],
        _ => [],
    };

    private static Finding OfClasses(FindingSource source, XGBoostFitReport fit, ClassificationScores classes)
    {
        FindingWords words = source.Words;
        if (classes.Auc is not { } auc)
        {
            return ClassReading.Quality(
                source,
                XGBoostMetricsReport.AccuracyKey,
                [ClassReading.Value(source, classes.Accuracy), ClassReading.AgainstMajority(source, fit), ClassReading.ScoredOn(source, fit)]);
        }

        return ClassReading.Quality(source, XGBoostMetricsReport.AucKey,
        [
            ClassReading.Value(source, auc), words[fit.Task == XGBoostTask.Binary ? "xgboost.auc.range" : "xgboost.auc.range.classes"],
            words[$"auc.{AucReading.Band(auc)}"], ClassReading.AgainstMajority(source, fit), ClassReading.ScoredOn(source, fit),
        ]);
    }

    private static Finding OfNumbers(FindingSource source, XGBoostFitReport fit, RegressionScores scores)
    {
        FindingWords words = source.Words;
        double lower = scores.MeanRmse > 0 ? 100 * (1 - (scores.Rmse / scores.MeanRmse)) : 0;
        return ClassReading.Quality(source, XGBoostMetricsReport.RmseKey,
        [
            ClassReading.Value(source, scores.Rmse), words["xgboost.rmse.range"],
            words.Format(
                lower > 0 ? "xgboost.mean.better" : "xgboost.mean.worse",
                words.Figures.Metric(scores.MeanRmse), words.Figures.Share(Math.Abs(lower))),
            ClassReading.ScoredOn(source, fit),
        ]);
    }

    private static Finding OfRanks(FindingSource source, XGBoostFitReport fit, RankingScores scores) => ClassReading.Quality(
        source, XGBoostMetricsReport.NdcgKey,
        [
            ClassReading.Value(source, scores.Ndcg), source.Words.Counted("xgboost.ndcg.range", scores.Groups), ClassReading.ScoredOn(source, fit),
        ]);

    private static IEnumerable<Finding> Threshold(FindingSource source, XGBoostFitReport fit)
    {
        if (fit.ChosenThreshold is not { } chosen || fit.Details.Classification is not { } classes)
        {
            yield break;
        }

        FindingWords words = source.Words;
        yield return new Finding(FindingSection.Quality, words["subject.threshold"], words.Format(
            "xgboost.threshold",
            words.Figures.Metric(Math.Round(chosen.Threshold, 3)),
            words.Format("xgboost.class", fit.Classes[1]),
            words.Figures.Tenths(100 * chosen.Recall),
            words.Figures.Tenths(100 * classes.PerClass[1].Recall),
            words.Figures.Tenths(100 * chosen.Precision),
            words.Figures.Tenths(100 * classes.PerClass[1].Precision),
            words.Figures.Tenths(100 * chosen.BalancedAccuracy),
            words.Figures.Tenths(100 * classes.BalancedAccuracy)));
    }

    private static Finding Score(FindingSource source, ScoreReport score) => ClassReading.Quality(
        source, score.Key, [ClassReading.Value(source, score.Value!.Value), source.Words[$"xgboost.{score.Key.ToLowerInvariant()}.range"]]);
}
