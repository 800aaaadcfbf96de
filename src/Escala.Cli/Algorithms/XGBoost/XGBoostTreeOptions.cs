using System.CommandLine;
using Escala.Boosting;
using Escala.Cli.Options;

namespace Escala.Cli.Algorithms.XGBoost;

/// <summary>The options about how trees grow.</summary>
internal sealed class XGBoostTreeOptions
{
    private static readonly XGBoostOptions Defaults = new();
    private static readonly string[] TreeMethods = ["hist", "approx", "exact"];
    private static readonly string[] GrowPolicies = ["depthwise", "lossguide"];

    private readonly Option<int?> _maxDepth = CliOption.Number<int>(
        "--max-depth", "N", "The most levels of a tree; 0 for no limit.", Defaults.MaxDepth);

    private readonly Option<double?> _subsample = CliOption.Number<double>(
        "--subsample", "F", "The share of the rows that each tree sees, above 0 and at most 1.", Defaults.Subsample);

    private readonly Option<double?> _colsampleByTree = CliOption.Number<double>(
        "--colsample-bytree", "F", "The share of the features that each tree sees, above 0 and at most 1.", Defaults.ColsampleByTree);

    private readonly Option<double?> _minChildWeight = CliOption.Number<double>(
        "--min-child-weight", "W", "The least sum of Hessians in a child, at least 0.", Defaults.MinChildWeight);

    private readonly Option<double?> _gamma = CliOption.Number<double>(
        "--gamma", "G", "The least gain of a split, at least 0.", Defaults.Gamma);

    private readonly Option<double?> _lambda = CliOption.Number<double>(
        "--lambda", "L", "The L2 penalty on leaf weights, at least 0.", Defaults.Lambda);

    private readonly Option<double?> _alpha = CliOption.Number<double>(
        "--alpha", "A", "The L1 penalty on leaf weights, at least 0.", Defaults.Alpha);

    private readonly Option<int?> _maxBin = CliOption.Number<int>(
        "--max-bin", "N", "The most bins per feature, at least 2; not for exact.", Defaults.MaxBin);

    private readonly Option<string> _treeMethod = CliOption.Choice(
        "--tree-method",
        "How splits are found: hist puts values into bins once, approx anew each round, exact tries every value.",
        TreeMethods);

    private readonly Option<string> _growPolicy = CliOption.Choice(
        "--grow-policy", "Which node is split next: the one nearest to the root, or the one with the highest loss change.", GrowPolicies);

    private readonly Option<IReadOnlyDictionary<string, int>?> _monotone = FeatureConstraints.Monotone("--monotone");
    private readonly Option<IReadOnlyList<IReadOnlyList<string>>?> _interaction = FeatureConstraints.Interaction("--interaction");

    private readonly Option<float?> _missingValue = CliOption.Number<float>(
        "--missing-value", "V", "A value of features that means missing, beside missing values themselves. Without it: none.");

    private readonly Option<IReadOnlyDictionary<string, string>?> _set = CliOption.Pairs(
        "--set", "Any other parameter of XGBoost by its own name, such as max_delta_step=1.");

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> All =>
    [
        _maxDepth, _subsample, _colsampleByTree, _minChildWeight, _gamma, _lambda, _alpha, _maxBin, _treeMethod, _growPolicy, _monotone,
        _interaction, _missingValue, _set,
    ];

    /// <summary>The word of a tree method.</summary>
    public static string WordOf(XGBoostTreeMethod method) => TreeMethods[(int)method];

    /// <summary>The word of a policy.</summary>
    public static string WordOf(XGBoostGrowPolicy policy) => GrowPolicies[(int)policy];

    /// <summary>Changes a baseline by what was given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="usual">What holds where nothing was given.</param>
    public XGBoostOptions Bind(ParseResult parsed, XGBoostOptions usual) => usual with
    {
        MaxDepth = parsed.Given(_maxDepth) ?? usual.MaxDepth,
        Subsample = parsed.Given(_subsample) ?? usual.Subsample,
        ColsampleByTree = parsed.Given(_colsampleByTree) ?? usual.ColsampleByTree,
        MinChildWeight = parsed.Given(_minChildWeight) ?? usual.MinChildWeight,
        Gamma = parsed.Given(_gamma) ?? usual.Gamma,
        Lambda = parsed.Given(_lambda) ?? usual.Lambda,
        Alpha = parsed.Given(_alpha) ?? usual.Alpha,
        MaxBin = parsed.Given(_maxBin) ?? usual.MaxBin,
        TreeMethod = parsed.IsGiven(_treeMethod)
            ? (XGBoostTreeMethod)Array.IndexOf(TreeMethods, parsed.GetRequiredValue(_treeMethod)) : usual.TreeMethod,
        GrowPolicy = parsed.IsGiven(_growPolicy)
            ? (XGBoostGrowPolicy)Array.IndexOf(GrowPolicies, parsed.GetRequiredValue(_growPolicy)) : usual.GrowPolicy,
        MonotoneConstraints = parsed.GetValue(_monotone) ?? usual.MonotoneConstraints,
        InteractionConstraints = parsed.GetValue(_interaction) ?? usual.InteractionConstraints,
        Missing = parsed.GetValue(_missingValue) ?? usual.Missing,
        Parameters = parsed.GetValue(_set) ?? usual.Parameters,
    };
}
