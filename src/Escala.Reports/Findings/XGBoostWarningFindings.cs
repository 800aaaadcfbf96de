using Escala.Boosting;

namespace Escala.Reports.Findings;

/// <summary>Why results of XGBoost may be too good to be true, and what to do about it.</summary>
internal static class XGBoostWarningFindings
{
    /// <summary>What the runs that finished warn of, each once.</summary>
    public static IEnumerable<Finding> Of(FindingSource source) => source.Rivals
        .SelectMany(group => group.XGBoost?.Warnings ?? [])
        .Distinct()
        .Select(warning => Of(warning, source.Words));

    /// <summary>One warning.</summary>
    /// <param name="warning">The warning.</param>
    /// <param name="words">The words.</param>
    public static Finding Of(XGBoostWarning warning, FindingWords words) =>
        new(FindingSection.Warning, words[$"subject.too-good.{Key(warning.Kind)}"], Text(warning, words));

    private static string Text(XGBoostWarning warning, FindingWords words)
    {
        string key = $"too-good.{Key(warning.Kind)}";
        string value = warning.Value is { } figure ? words.Figures.Metric(figure) : "";
        return warning.Kind switch
        {
            XGBoostWarningKind.TestRowsInTraining => words.Counted(key, (long)warning.Value!.Value),
            XGBoostWarningKind.ScoreTooGood => words.Format(key, words.Names.Metric(warning.Subject!), value),
            XGBoostWarningKind.FeatureTellsTarget => words.Format(key, warning.Subject!, value),
            XGBoostWarningKind.OneClassInTest => words.Format(key, warning.Subject!),
            _ => words[key],
        };
    }

    private static string Key(XGBoostWarningKind kind) => kind.ToString().ToLowerInvariant();
}
