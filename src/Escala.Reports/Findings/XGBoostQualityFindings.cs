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
            return Quality(
                source, XGBoostMetricsReport.AccuracyKey, [Value(source, classes.Accuracy), Against(words, fit, classes), Rows(words, fit)]);
        }

        return Quality(source, XGBoostMetricsReport.AucKey,
        [
            Value(source, auc), words[fit.Task == XGBoostTask.Binary ? "xgboost.auc.range" : "xgboost.auc.range.classes"],
            words[$"xgboost.auc.{AucReading.Band(auc)}"], Against(words, fit, classes), Rows(words, fit),
        ]);
    }

    /// <summary>Whether the model beats always answering with the most frequent class.</summary>
    private static string Against(FindingWords words, XGBoostFitReport fit, ClassificationScores classes)
    {
        double gain = 100 * (classes.Accuracy - classes.MajorityRate);
        string key = gain > 0 ? "better" : gain < 0 ? "worse" : "equal";
        return words.Format(
            $"xgboost.majority.{key}",
            words.Figures.Tenths(100 * classes.Accuracy),
            words.Format("xgboost.class", MajorityClass(fit, classes)),
            words.Figures.Tenths(100 * classes.MajorityRate),
            words.Figures.Share(Math.Abs(gain)));
    }

    private static string MajorityClass(XGBoostFitReport fit, ClassificationScores classes) =>
        fit.Classes[classes.PerClass.Index().MaxBy(one => one.Item.Support).Index];

    private static Finding OfNumbers(FindingSource source, XGBoostFitReport fit, RegressionScores scores)
    {
        FindingWords words = source.Words;
        double lower = scores.MeanRmse > 0 ? 100 * (1 - (scores.Rmse / scores.MeanRmse)) : 0;
        return Quality(source, XGBoostMetricsReport.RmseKey,
        [
            Value(source, scores.Rmse), words["xgboost.rmse.range"],
            words.Format(
                lower > 0 ? "xgboost.mean.better" : "xgboost.mean.worse",
                words.Figures.Metric(scores.MeanRmse), words.Figures.Share(Math.Abs(lower))),
            Rows(words, fit),
        ]);
    }

    private static Finding OfRanks(FindingSource source, XGBoostFitReport fit, RankingScores scores) => Quality(
        source, XGBoostMetricsReport.NdcgKey,
        [
            Value(source, scores.Ndcg), source.Words.Counted("xgboost.ndcg.range", scores.Groups), Rows(source.Words, fit),
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

    private static Finding Score(FindingSource source, ScoreReport score) => Quality(
        source, score.Key, [Value(source, score.Value!.Value), source.Words[$"xgboost.{score.Key.ToLowerInvariant()}.range"]]);

    private static string Value(FindingSource source, double value) =>
        source.Words.Format("quality.value", source.Label(source.Rivals[0]), source.Words.Figures.Metric(value));

    private static string Rows(FindingWords words, XGBoostFitReport fit) => fit is { ScoredOn: XGBoostFitReport.TestPart, TestRows: { } rows }
        ? words.Counted("xgboost.scored.test", rows)
        : words.Counted("xgboost.scored.training", fit.Rows);

    private static Finding Quality(FindingSource source, string key, IEnumerable<string> sentences) =>
        new(FindingSection.Quality, source.Words.Names.Metric(key), string.Join(" ", [.. sentences, .. ScoreDistances.Of(source, key)]));
}
