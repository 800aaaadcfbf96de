using Escala.Reports.Results;

namespace Escala.Reports.Findings;

/// <summary>What the scores of a convolutional network mean: against an answer without a model first, then one by one.</summary>
internal static class ConvNetQualityFindings
{
    private static readonly string[] Explained =
        ["balancedAccuracy", ConvNetMetricsReport.LossKey, XGBoostMetricsReport.LogLossKey];

    /// <summary>The findings; none where no network finished.</summary>
    public static IEnumerable<Finding> Of(FindingSource source)
    {
        if (source.Rivals is not [{ ConvNet: { } fit }, ..])
        {
            yield break;
        }

        FindingWords words = source.Words;
        yield return ClassReading.Quality(
            source,
            XGBoostMetricsReport.AccuracyKey,
            [ClassReading.Value(source, fit.Metrics.Accuracy), ClassReading.AgainstMajority(source, fit), ClassReading.ScoredOn(source, fit)]);
        if (fit.Metrics.Auc is { } auc)
        {
            string range = words[fit.Classes.Count == 2 ? "cnn.auc.range" : "cnn.auc.range.classes"];
            yield return ClassReading.Quality(
                source, XGBoostMetricsReport.AucKey, [ClassReading.Value(source, auc), range, words[$"auc.{AucReading.Band(auc)}"]]);
        }

        foreach (ScoreReport score in fit.Scores.Where(score => score.Value is not null && Explained.Contains(score.Key)))
        {
            yield return ClassReading.Quality(source, score.Key, [ClassReading.Value(source, score.Value!.Value), Range(words, fit, score.Key)]);
        }
    }

    private static string Range(FindingWords words, ConvNetFitReport fit, string key) => words[
        key == ConvNetMetricsReport.LossKey
            ? $"cnn.loss.{fit.Options.Loss.ToString().ToLowerInvariant()}"
            : $"xgboost.{key.ToLowerInvariant()}.range"];
}
