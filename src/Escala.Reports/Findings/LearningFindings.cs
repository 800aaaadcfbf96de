using Escala.Boosting;
using Escala.Reports.Results;

namespace Escala.Reports.Findings;

/// <summary>Which round was the best, whether more would help, and whether the model learned its training rows by heart.</summary>
internal static class LearningFindings
{
    /// <summary>A validation score this much worse at the end than at its best, in percent, counts as over-fitting.</summary>
    private const double WorsePercent = 0.1;

    /// <summary>The findings; none where no validation rows were kept.</summary>
    public static IEnumerable<Finding> Of(FindingSource source)
    {
        if (source.Rivals is not [{ XGBoost: { History: [.., { Validation.Count: > 0 } last] } fit }, ..])
        {
            return [];
        }

        int best = BestRound(last);
        return
        [
            Learning(source, "rounds", Rounds(source, fit, last, best)),
            Learning(source, "gap", Gap(source, last, best)),
            Learning(source, "fitting", Fitting(source, fit, last, best)),
        ];
    }

    /// <summary>The 0-based round after which the validation rows had their best score; the first one of equals.</summary>
    public static int BestRound(XGBoostHistory history) => history.IsHigherBetter
        ? history.Validation.Index().MaxBy(round => round.Item).Index
        : history.Validation.Index().MinBy(round => round.Item).Index;

    private static string Rounds(FindingSource source, XGBoostFitReport fit, XGBoostHistory history, int best)
    {
        FindingWords words = source.Words;
        string key = best == history.Validation.Count - 1 ? "last"
            : fit.StopReason == XGBoostStopReason.EarlyStopping ? "stopped" : "earlier";
        return words.Format(
            $"learning.rounds.{key}", history.Metric, words.Figures.Metric(history.Validation[best]), words.Figures.Count(best + 1),
            words.Figures.Count(history.Validation.Count), words.Figures.Count(fit.Iterations));
    }

    private static string Gap(FindingSource source, XGBoostHistory history, int best)
    {
        FindingWords words = source.Words;
        double training = history.Training[best];
        double validation = history.Validation[best];
        double percent = 100 * Math.Abs(validation - training) / Math.Max(Math.Abs(validation), Math.Abs(training));
        bool isWorse = history.IsHigherBetter ? validation < training : validation > training;
        return words.Format(
            isWorse ? "learning.gap" : "learning.gap.none", history.Metric, words.Figures.Metric(training),
            words.Figures.Metric(validation), words.Figures.Share(double.IsNaN(percent) ? 0 : percent));
    }

    private static string Fitting(FindingSource source, XGBoostFitReport fit, XGBoostHistory history, int best)
    {
        FindingWords words = source.Words;
        double worse = Change(history.Validation[best], history.Validation[^1]);
        double better = Change(history.Training[best], history.Training[^1]);
        bool isBestKept = fit.Iterations == best + 1;
        return worse > WorsePercent
            ? words.Format(
                isBestKept ? "learning.over.kept" : "learning.over", words.Figures.Count(best + 1), words.Figures.Count(history.Validation.Count),
                words.Figures.Share(worse), words.Figures.Share(better))
            : words.Format("learning.fine", words.Figures.Share(WorsePercent));
    }

    private static double Change(double from, double to) => from == 0 ? 0 : 100 * Math.Abs(to - from) / Math.Abs(from);

    private static Finding Learning(FindingSource source, string subject, string text) =>
        new(FindingSection.Learning, source.Words[$"subject.learning.{subject}"], text);
}
