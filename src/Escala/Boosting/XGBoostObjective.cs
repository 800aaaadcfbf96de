namespace Escala.Boosting;

/// <summary>An objective of XGBoost that can be trained.</summary>
/// <param name="Name">XGBoost's word.</param>
/// <param name="Task">What is learned by it.</param>
/// <param name="Metric">What is measured after every round where nothing else was asked for.</param>
internal sealed record XGBoostObjective(string Name, XGBoostTask Task, string Metric)
{
    private static readonly XGBoostObjective[] s_all =
    [
        new("binary:logistic", XGBoostTask.Binary, "logloss"),
        new("binary:logitraw", XGBoostTask.Binary, "logloss"),
        new("binary:hinge", XGBoostTask.Binary, "error"),
        new("multi:softprob", XGBoostTask.MultiClass, "mlogloss"),
        new("reg:squarederror", XGBoostTask.Regression, "rmse"),
        new("reg:squaredlogerror", XGBoostTask.Regression, "rmse"),
        new("reg:absoluteerror", XGBoostTask.Regression, "mae"),
        new("reg:pseudohubererror", XGBoostTask.Regression, "mae"),
        new("reg:logistic", XGBoostTask.Regression, "rmse"),
        new("reg:gamma", XGBoostTask.Regression, "rmse"),
        new("reg:tweedie", XGBoostTask.Regression, "rmse"),
        new("count:poisson", XGBoostTask.Regression, "rmse"),
        new("rank:ndcg", XGBoostTask.Ranking, "ndcg"),
        new("rank:pairwise", XGBoostTask.Ranking, "ndcg"),
        new("rank:map", XGBoostTask.Ranking, "ndcg"),
    ];

    /// <summary>Whether classes are learned.</summary>
    public bool HasClasses => Task is XGBoostTask.Binary or XGBoostTask.MultiClass;

    /// <summary>Finds an objective.</summary>
    /// <param name="name">XGBoost's word.</param>
    /// <returns>The objective; null where it cannot be trained, see <see cref="Fault"/>.</returns>
    public static XGBoostObjective? Find(string name) => Array.Find(s_all, objective => objective.Name == name);

    /// <summary>The objective that is meant where none was named.</summary>
    public static XGBoostObjective Default(XGBoostTask task) => Find(task switch
    {
        XGBoostTask.Binary => "binary:logistic",
        XGBoostTask.MultiClass => "multi:softprob",
        XGBoostTask.Ranking => "rank:ndcg",
        _ => "reg:squarederror",
    })!;

    /// <summary>Says why a name is not an objective that can be trained, and what to do.</summary>
    public static string Fault(string name)
    {
        string advice = name switch
        {
            "multi:softmax" => "Use multi:softprob: it trains the same trees and gives the class and every class' probability.",
            _ when name.StartsWith("survival:", StringComparison.Ordinal) => "Survival times need two labels a row, which Escala does not read.",
            _ => "Leave it out to have it chosen by the labels.",
        };
        return $"Objective of XGBoost must be one of {string.Join(", ", s_all.Select(objective => objective.Name))}, but was {name}. {advice}";
    }
}
