using System.Globalization;
using Escala.Data;

namespace Escala.Boosting;

/// <summary>Options as parameters of libxgboost.</summary>
internal static class XGBoostParameters
{
    /// <summary>XGBoost's names of what has an option of its own, and that option.</summary>
    private static readonly Dictionary<string, string> s_options = new(StringComparer.Ordinal)
    {
        ["objective"] = nameof(XGBoostOptions.Objective),
        ["num_boost_round"] = nameof(XGBoostOptions.Rounds),
        ["num_round"] = nameof(XGBoostOptions.Rounds),
        ["n_estimators"] = nameof(XGBoostOptions.Rounds),
        ["max_depth"] = nameof(XGBoostOptions.MaxDepth),
        ["learning_rate"] = nameof(XGBoostOptions.LearningRate),
        ["eta"] = nameof(XGBoostOptions.LearningRate),
        ["subsample"] = nameof(XGBoostOptions.Subsample),
        ["colsample_bytree"] = nameof(XGBoostOptions.ColsampleByTree),
        ["min_child_weight"] = nameof(XGBoostOptions.MinChildWeight),
        ["gamma"] = nameof(XGBoostOptions.Gamma),
        ["min_split_loss"] = nameof(XGBoostOptions.Gamma),
        ["lambda"] = nameof(XGBoostOptions.Lambda),
        ["reg_lambda"] = nameof(XGBoostOptions.Lambda),
        ["alpha"] = nameof(XGBoostOptions.Alpha),
        ["reg_alpha"] = nameof(XGBoostOptions.Alpha),
        ["max_bin"] = nameof(XGBoostOptions.MaxBin),
        ["tree_method"] = nameof(XGBoostOptions.TreeMethod),
        ["grow_policy"] = nameof(XGBoostOptions.GrowPolicy),
        ["scale_pos_weight"] = nameof(XGBoostOptions.ScalePosWeight),
        ["monotone_constraints"] = nameof(XGBoostOptions.MonotoneConstraints),
        ["interaction_constraints"] = nameof(XGBoostOptions.InteractionConstraints),
        ["missing"] = nameof(XGBoostOptions.Missing),
        ["base_score"] = nameof(XGBoostOptions.BaseScore),
        ["seed"] = nameof(XGBoostOptions.Seed),
        ["random_state"] = nameof(XGBoostOptions.Seed),
        ["early_stopping_rounds"] = nameof(XGBoostOptions.EarlyStoppingRounds),
        ["eval_metric"] = nameof(XGBoostOptions.Metrics),
    };

    /// <summary>What nobody may set, and why.</summary>
    private static readonly Dictionary<string, string> s_fixed = new(StringComparer.Ordinal)
    {
        ["nthread"] = "The engine says how many threads there are.",
        ["n_jobs"] = "The engine says how many threads there are.",
        ["num_class"] = "The labels say how many classes there are.",
        ["booster"] = "Escala trains the booster gbtree.",
        ["process_type"] = "Escala grows new trees.",
        ["seed_per_iteration"] = "It is always true, so that a resumed training equals one that was not interrupted.",
        ["validate_parameters"] = "It is always true, so that no parameter is overlooked.",
        ["disable_default_eval_metric"] = "Metrics are Escala's own.",
        ["verbosity"] = "What libxgboost warns of is always heard.",
        ["silent"] = "What libxgboost warns of is always heard.",
    };

    /// <summary>Why a parameter cannot be set by its own name, and what to do; null where it can.</summary>
    public static string? WhyRefused(string name) =>
        s_options.TryGetValue(name, out string? option) ? $"Set the option {option} instead." : s_fixed.GetValueOrDefault(name);

    /// <summary>All parameters of a fit, in an order that does not change.</summary>
    /// <param name="options">Valid options.</param>
    /// <param name="objective">The objective.</param>
    /// <param name="classes">The number of classes; 0 where none are learned.</param>
    /// <param name="features">The features, whose order numbers them.</param>
    /// <param name="threads">The threads of libxgboost.</param>
    public static IReadOnlyList<(string Name, string Value)> Of(
        XGBoostOptions options, XGBoostObjective objective, int classes, IReadOnlyList<DataColumn> features, int threads)
    {
        List<(string Name, string Value)> parameters =
        [
            ("validate_parameters", "true"),
            ("seed_per_iteration", "true"),
            ("nthread", Text(threads)),
            ("seed", options.Seed.ToString(CultureInfo.InvariantCulture)),
            ("objective", objective.Name),
            ("tree_method", options.TreeMethod.ToString().ToLowerInvariant()),
            ("grow_policy", options.GrowPolicy.ToString().ToLowerInvariant()),
            ("max_depth", Text(options.MaxDepth)),
            ("learning_rate", Text(options.LearningRate)),
            ("subsample", Text(options.Subsample)),
            ("colsample_bytree", Text(options.ColsampleByTree)),
            ("min_child_weight", Text(options.MinChildWeight)),
            ("gamma", Text(options.Gamma)),
            ("lambda", Text(options.Lambda)),
            ("alpha", Text(options.Alpha)),
        ];
        if (options.TreeMethod != XGBoostTreeMethod.Exact)
        {
            parameters.Add(("max_bin", Text(options.MaxBin)));
        }

        if (objective.Task == XGBoostTask.MultiClass)
        {
            parameters.Add(("num_class", Text(classes)));
        }

        AddChosen(parameters, options, features);
        parameters.AddRange(options.Parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value)));
        return parameters;
    }

    /// <summary>Parameters that are only set where they were asked for: libxgboost has no word for their absence, or judges it itself.</summary>
    private static void AddChosen(List<(string Name, string Value)> parameters, XGBoostOptions options, IReadOnlyList<DataColumn> features)
    {
        if (options.ScalePosWeight != 1)
        {
            parameters.Add(("scale_pos_weight", Text(options.ScalePosWeight)));
        }

        if (options.BaseScore is { } score)
        {
            parameters.Add(("base_score", Text(score)));
        }

        if (options.MonotoneConstraints.Count > 0)
        {
            IEnumerable<int> directions = features.Select(feature => options.MonotoneConstraints.GetValueOrDefault(feature.Name));
            parameters.Add(("monotone_constraints", $"({string.Join(',', directions)})"));
        }

        if (options.InteractionConstraints.Count > 0)
        {
            Dictionary<string, int> indices = features.Index().ToDictionary(pair => pair.Item.Name, pair => pair.Index);
            IEnumerable<string> groups = options.InteractionConstraints
                .Select(group => $"[{string.Join(',', group.Select(feature => indices[feature]))}]");
            parameters.Add(("interaction_constraints", $"[{string.Join(',', groups)}]"));
        }
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
