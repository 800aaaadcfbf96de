using Escala.Metrics;

namespace Escala.Boosting;

/// <summary>Which metrics go with what is learned.</summary>
internal static class XGBoostMetrics
{
    /// <summary>The metrics of the options, in their order.</summary>
    /// <exception cref="InvalidOptionsException">One does not go with what is learned.</exception>
    public static List<IEvaluationMetric> Of(XGBoostOptions options, XGBoostTarget target)
    {
        string[] fitting = Fitting(target);
        string[] faults = [.. options.Metrics
            .Where(name => !fitting.Contains(name.Split('@')[0]))
            .Select(name => $"Metrics of XGBoost must be among {string.Join(", ", fitting)} for {target.Objective.Name}"
                + $"{(target.ClassNames.Count > 0 ? $" of {target.ClassNames.Count} classes" : "")}, but was {name}. Choose one of these.")];
        return faults.Length == 0
            ? [.. options.Metrics.Select(name => EvaluationMetrics.Find(name)!)]
            : throw new InvalidOptionsException(faults);
    }

    /// <summary>The objective's own metric.</summary>
    public static IEvaluationMetric Default(XGBoostTarget target)
    {
        // Of two classes there is one probability, whatever the objective.
        string name = target.ClassNames.Count == 2 && target.Objective.Metric == "mlogloss" ? "logloss" : target.Objective.Metric;
        return EvaluationMetrics.Find(name)!;
    }

    private static string[] Fitting(XGBoostTarget target) => target switch
    {
        { ClassNames.Count: 2 } => ["logloss", "error", "auc", "aucpr"],
        { ClassNames.Count: > 2 } => ["mlogloss", "merror", "auc", "aucpr"],
        { Objective.Task: XGBoostTask.Ranking } => ["ndcg", "map"],
        _ => ["rmse", "mae"],
    };
}
