using Escala.Metrics;

namespace Escala.Boosting;

/// <summary>Checks options by themselves, without data.</summary>
internal sealed class XGBoostOptionsCheck
{
    private readonly XGBoostOptions _options;
    private readonly List<string> _faults = [];

    private XGBoostOptionsCheck(XGBoostOptions options) => _options = options;

    /// <summary>Every fault, one sentence or two each.</summary>
    public static IReadOnlyList<string> Faults(XGBoostOptions options)
    {
        var check = new XGBoostOptionsCheck(options);
        check.CheckTrees();
        check.CheckSampling();
        check.CheckObjective();
        check.CheckRounds();
        check.CheckConstraints();
        check.CheckParameters();
        return check._faults;
    }

    private void CheckTrees()
    {
        Require(_options.MaxDepth >= 0, nameof(_options.MaxDepth), "at least 0", _options.MaxDepth, "6 is usual; 0 sets no limit.");
        RequireAtLeastZero(nameof(_options.MinChildWeight), _options.MinChildWeight);
        RequireAtLeastZero(nameof(_options.Gamma), _options.Gamma);
        RequireAtLeastZero(nameof(_options.Lambda), _options.Lambda);
        RequireAtLeastZero(nameof(_options.Alpha), _options.Alpha);
        Require(_options.MaxBin >= 2, nameof(_options.MaxBin), "at least 2", _options.MaxBin, "256 is usual.");
        Require(Enum.IsDefined(_options.TreeMethod), nameof(_options.TreeMethod), "hist, approx or exact", _options.TreeMethod, "hist is usual.");
        Require(Enum.IsDefined(_options.GrowPolicy), nameof(_options.GrowPolicy), "depthwise or lossguide", _options.GrowPolicy, "depthwise is usual.");
        bool isExact = _options.TreeMethod == XGBoostTreeMethod.Exact;
        Require(
            !isExact || _options.GrowPolicy == XGBoostGrowPolicy.Depthwise, nameof(_options.GrowPolicy), "depthwise with the tree method exact",
            _options.GrowPolicy, "Choose the tree method hist for lossguide.");
        Require(
            !isExact || _options.MaxDepth > 0, nameof(_options.MaxDepth), "at least 1 with the tree method exact", _options.MaxDepth,
            "Choose the tree method hist for trees without a limit.");
    }

    private void CheckSampling()
    {
        RequireShare(nameof(_options.LearningRate), _options.LearningRate, "0.3 is usual.");
        RequireShare(nameof(_options.Subsample), _options.Subsample, "1 uses all rows.");
        RequireShare(nameof(_options.ColsampleByTree), _options.ColsampleByTree, "1 uses all features.");
        Require(_options.Seed <= long.MaxValue, nameof(_options.Seed), $"at most {long.MaxValue}", _options.Seed, "XGBoost takes no more.");
        Require(
            _options.Missing is null || float.IsFinite(_options.Missing.Value), nameof(_options.Missing), "finite", _options.Missing,
            "Leave it out where only NaN is missing.");
    }

    private void CheckObjective()
    {
        XGBoostObjective? objective = null;
        if (_options.Objective is { } name && (objective = XGBoostObjective.Find(name)) is null)
        {
            _faults.Add(XGBoostObjective.Fault(name));
        }

        Require(
            double.IsFinite(_options.ScalePosWeight) && _options.ScalePosWeight > 0, nameof(_options.ScalePosWeight), "finite and above 0",
            _options.ScalePosWeight, "1 weighs both classes alike.");
        Require(
            _options.ScalePosWeight == 1 || objective is null or { Task: XGBoostTask.Binary }, nameof(_options.ScalePosWeight),
            "1 where not two classes are learned", _options.ScalePosWeight, "Give rows weights instead.");
        if (_options.BaseScore is { } score)
        {
            bool isProbability = objective is { HasClasses: true };
            Require(
                double.IsFinite(score) && (!isProbability || score is > 0 and < 1), nameof(_options.BaseScore),
                isProbability ? "above 0 and below 1" : "finite", score, "Leave it out to have it chosen.");
        }
    }

    private void CheckRounds()
    {
        Require(_options.Rounds >= 1, nameof(_options.Rounds), "at least 1", _options.Rounds, "100 is usual.");
        Require(
            _options.EarlyStoppingRounds is null or >= 1, nameof(_options.EarlyStoppingRounds), "at least 1", _options.EarlyStoppingRounds,
            "Leave it out to train all rounds.");
        Require(
            _options.CheckpointRounds is null or >= 1, nameof(_options.CheckpointRounds), "at least 1", _options.CheckpointRounds,
            "Leave it out for no checkpoints.");
        foreach (string metric in _options.Metrics)
        {
            if (EvaluationMetrics.Find(metric) is null)
            {
                _faults.Add(
                    $"Metrics of XGBoost must be among {string.Join(", ", EvaluationMetrics.Names)}, but was {metric}. "
                    + "Leave it out for the objective's own.");
            }
        }
    }

    private void CheckConstraints()
    {
        foreach ((string feature, int direction) in _options.MonotoneConstraints)
        {
            Require(
                direction is -1 or 0 or 1, nameof(_options.MonotoneConstraints), $"-1, 0 or 1 for {feature}", direction,
                "1 lets the feature only raise the prediction, -1 only lower it.");
        }

        Require(
            _options.InteractionConstraints.All(group => group.Count > 0), nameof(_options.InteractionConstraints), "groups of at least one feature",
            "an empty group", "Leave it out.");
    }

    private void CheckParameters()
    {
        foreach ((string name, string value) in _options.Parameters)
        {
            if (XGBoostParameters.WhyRefused(name) is { } reason)
            {
                _faults.Add($"Parameters of XGBoost must not name {name}, but was {name}={value}. {reason}");
            }
        }
    }

    private void RequireAtLeastZero(string option, double value) =>
        Require(double.IsFinite(value) && value >= 0, option, "finite and at least 0", value, "0 switches it off.");

    private void RequireShare(string option, double value, string advice) =>
        Require(value is > 0 and <= 1, option, "above 0 and at most 1", value, advice);

    private void Require(bool holds, string option, string constraint, object? value, string advice)
    {
        if (!holds)
        {
            _faults.Add(FormattableString.Invariant($"{option} of XGBoost must be {constraint}, but was {value}. {advice}"));
        }
    }
}
