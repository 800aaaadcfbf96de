using Escala.Boosting;
using Escala.Reports.Results;
using Escala.Reports.Summaries;
using Escala.Vision;

namespace Escala.Reports.Findings;

/// <summary>Which round was the best, whether more would help, and whether the model learned its training rows by heart.</summary>
internal static class LearningFindings
{
    /// <summary>A validation score this much worse at the end than at its best, in percent, counts as over-fitting of trees.</summary>
    private const double WorseTreesPercent = 0.1;

    /// <summary>The same of networks, whose loss goes up and down by chance from epoch to epoch.</summary>
    private const double WorseNetworkPercent = 1;

    /// <summary>The findings; none where nothing validated. They are of the last figure that is known of training and validation.</summary>
    public static IEnumerable<Finding> Of(FindingSource source)
    {
        if (source.Rivals is not [{ Result: { } fit }, ..]
            || LearningHistory.Of(fit).LastOrDefault(history => history is { Training.Count: > 0, Validation.Count: > 0 }) is not { } last)
        {
            return [];
        }

        return
        [
            Learning(source, "rounds", Rounds(source, fit, last)),
            Learning(source, "gap", Gap(source, last)),
            Learning(source, "fitting", Fitting(source, fit, last)),
        ];
    }

    private static bool HasStoppedEarly(FitReport fit) => fit is
        XGBoostFitReport { StopReason: XGBoostStopReason.EarlyStopping } or ConvNetFitReport { StopReason: ConvNetStopReason.EarlyStopping };

    private static string Metric(FindingSource source, LearningHistory history) => source.Workload is ConvNetWorkloadReport
        ? source.Words.Names.Metric(history.Metric)
        : history.Metric;

    private static string Rounds(FindingSource source, FitReport fit, LearningHistory history)
    {
        int best = history.Best;
        FindingWords words = source.Words;
        string key = best == history.Validation.Count - 1 ? "last"
            : HasStoppedEarly(fit) ? "stopped" : "earlier";
        return words.Format(
            source.Own($"learning.rounds.{key}"), Metric(source, history), words.Figures.Metric(history.Validation[best]), words.Figures.Count(best + 1),
            words.Figures.Count(history.Validation.Count), words.Figures.Count(fit.Iterations));
    }

    private static string Gap(FindingSource source, LearningHistory history)
    {
        int best = history.Best;
        FindingWords words = source.Words;
        double training = history.Training[best];
        double validation = history.Validation[best];
        double percent = 100 * Math.Abs(validation - training) / Math.Max(Math.Abs(validation), Math.Abs(training));
        bool isWorse = history.IsHigherBetter ? validation < training : validation > training;
        return words.Format(
            source.Own(isWorse ? "learning.gap" : "learning.gap.none"), Metric(source, history), words.Figures.Metric(training),
            words.Figures.Metric(validation), words.Figures.Share(double.IsNaN(percent) ? 0 : percent));
    }

    private static string Fitting(FindingSource source, FitReport fit, LearningHistory history)
    {
        int best = history.Best;
        double least = fit is ConvNetFitReport ? WorseNetworkPercent : WorseTreesPercent;
        FindingWords words = source.Words;
        double worse = Change(history.Validation[best], history.Validation[^1]);
        double better = Change(history.Training[best], history.Training[^1]);
        bool isBestKept = fit.Iterations == best + 1;
        return worse > least
            ? words.Format(
                source.Own(isBestKept ? "learning.over.kept" : "learning.over"), words.Figures.Count(best + 1), words.Figures.Count(history.Validation.Count),
                words.Figures.Share(worse), words.Figures.Share(better))
            : words.Format(source.Own("learning.fine"), words.Figures.Share(least));
    }

    private static double Change(double from, double to) => from == 0 ? 0 : 100 * Math.Abs(to - from) / Math.Abs(from);

    private static Finding Learning(FindingSource source, string subject, string text) =>
        new(FindingSection.Learning, source.Words[source.Own($"subject.learning.{subject}")], text);
}
