using Escala.Data;

namespace Escala.Boosting;

/// <summary>What XGBoost cannot do with data, said before their rows are read.</summary>
internal static class XGBoostPlan
{
    /// <summary>Refuses options and data that do not go together.</summary>
    /// <param name="options">Valid options.</param>
    /// <param name="plan">The data.</param>
    /// <exception cref="InvalidOptionsException">They do not; everything is named at once.</exception>
    public static void Require(XGBoostOptions options, DataPlan plan)
    {
        List<string> faults = [];
        AddTargetFaults(faults, options, plan);
        AddGroupFaults(faults, options, plan);
        AddFeatureFaults(faults, options, plan);
        if (options.EarlyStoppingRounds is { } rounds && plan.Selection.ValidationThreshold == 0)
        {
            faults.Add(
                $"EarlyStoppingRounds of XGBoost must come with a validation part, but was {rounds} without one. "
                + "Set ValidationFraction of the data (--validation-fraction), 0.1 is usual.");
        }

        if (options.Metrics.Count > 0 && plan.Selection.ValidationThreshold == 0)
        {
            faults.Add(
                $"Metrics of XGBoost must come with a validation part, but was {string.Join(", ", options.Metrics)} without one. "
                + "Set ValidationFraction of the data (--validation-fraction), 0.1 is usual.");
        }

        if (faults.Count > 0)
        {
            throw new InvalidOptionsException(faults);
        }
    }

    private static void AddTargetFaults(List<string> faults, XGBoostOptions options, DataPlan plan)
    {
        if (plan.Label is null)
        {
            faults.Add("Label of DatasetOptions must be a column for XGBoost, but was not given. Name the column to learn with --target.");
        }
        else if (plan.Label.Type == ColumnType.Text && Objective(options) is { HasClasses: false } objective)
        {
            faults.Add(
                $"Objective of XGBoost must learn classes where the target is text, but was {objective.Name} for '{plan.Label.Name}' "
                + $"({plan.Label.StoredType}). Leave it out, use binary:logistic or multi:softprob, or name a target of numbers.");
        }
    }

    private static void AddGroupFaults(List<string> faults, XGBoostOptions options, DataPlan plan)
    {
        XGBoostObjective? objective = Objective(options);
        if (plan.Group is null && objective is { Task: XGBoostTask.Ranking })
        {
            faults.Add($"Group of DatasetOptions must be a column for {objective.Name}, but was not given. Name the groups' column with --group.");
        }

        if (plan.Group is not null && objective is not (null or { Task: XGBoostTask.Ranking }))
        {
            faults.Add($"Objective of XGBoost must be one of ranking where there are groups, but was {objective.Name}. Use rank:ndcg, or leave --group out.");
        }

        if (plan is { Group: not null, Label.Type: ColumnType.Text })
        {
            faults.Add($"The target of a ranking must be a number, but '{plan.Label.Name}' is text. Turn it into a relevance with --sql.");
        }

        if (plan is { Group: not null, Weights: not null })
        {
            faults.Add($"Weights of DatasetOptions must be left out where there are groups, but was '{plan.Weights.Name}'. XGBoost weighs whole groups.");
        }
    }

    private static void AddFeatureFaults(List<string> faults, XGBoostOptions options, DataPlan plan)
    {
        string[] named = [.. options.MonotoneConstraints.Keys.Concat(options.InteractionConstraints.SelectMany(group => group)).Distinct()];
        foreach (string unknown in named.Except(plan.Features.Select(feature => feature.Name)))
        {
            string hint = NearestNames.Hint(unknown, plan.Features.Select(feature => feature.Name));
            faults.Add($"Constraints of XGBoost must name features, but '{unknown}' is none. {hint}");
        }

        DataColumn[] categorical = [.. plan.Features.Where(feature => feature.Type == ColumnType.Text)];
        foreach (DataColumn feature in categorical.Where(feature => options.MonotoneConstraints.GetValueOrDefault(feature.Name) != 0))
        {
            faults.Add($"MonotoneConstraints of XGBoost must be of numbers, but '{feature.Name}' is text, whose categories have no order. Leave it out.");
        }

        if (categorical.Length > 0 && options.TreeMethod == XGBoostTreeMethod.Exact)
        {
            faults.Add(
                $"TreeMethod of XGBoost must be hist or approx where features are text, but was exact, and '{categorical[0].Name}' is text. "
                + "Choose hist, or turn the feature into a number with --sql.");
        }

        if (Array.Find(categorical, feature => feature.Categories is null) is { } unread)
        {
            faults.Add($"The categories of the feature '{unread.Name}' must be known, but were not read. Call WithCategories of the dataset.");
        }
    }

    private static XGBoostObjective? Objective(XGBoostOptions options) => options.Objective is { } name ? XGBoostObjective.Find(name) : null;
}
