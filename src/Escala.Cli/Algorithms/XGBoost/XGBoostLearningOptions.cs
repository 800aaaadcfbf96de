using System.CommandLine;
using Escala.Boosting;
using Escala.Cli.Options;

namespace Escala.Cli.Algorithms.XGBoost;

/// <summary>The options about what is learned and for how long.</summary>
/// <param name="steps">Those that several algorithms have.</param>
internal sealed class XGBoostLearningOptions(StepOptions? steps)
{
    private static readonly XGBoostOptions Defaults = new();

    private readonly StepOptions _steps = steps
        ?? new StepOptions("The factor of each tree's answer, above 0 and at most 1.", "rounds", Defaults.LearningRate);

    private readonly Option<string?> _objective = CliOption.Text(
        "--objective",
        "O",
        "What is made small, in XGBoost's words, such as binary:logistic, multi:softprob, reg:squarederror, rank:ndcg. Without it: as the "
            + "target says: two classes, more classes, or a number; rank:ndcg with --group.");

    private readonly Option<int?> _rounds = CliOption.Number<int>("--rounds", "N", "The trees per class, at least 1.", Defaults.Rounds);

    private readonly Option<double?> _scalePosWeight = CliOption.Number<double>(
        "--scale-pos-weight", "W", "The weight of the second class' rows, above 0; two classes only.", Defaults.ScalePosWeight);

    private readonly Option<double?> _baseScore = CliOption.Number<double>(
        "--base-score", "P", "The prediction before the first tree; a probability for classes. Without it: as libxgboost chooses.");

    private readonly Option<string[]?> _evalMetric = CliOption.List(
        "--eval-metric",
        "LIST",
        "What is measured after every round on training and validation rows, in XGBoost's words, separated by commas: logloss, auc, rmse "
            + "and so on. Without it: the objective's own.");

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> All =>
        [_objective, _rounds, _steps.LearningRate, _scalePosWeight, _baseScore, _evalMetric, _steps.EarlyStopping, _steps.ValidationFraction];

    /// <summary>Changes a baseline by what was given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="usual">What holds where nothing was given.</param>
    public XGBoostOptions Bind(ParseResult parsed, XGBoostOptions usual) => usual with
    {
        Objective = parsed.GetValue(_objective) ?? usual.Objective,
        Rounds = parsed.Given(_rounds) ?? usual.Rounds,
        LearningRate = parsed.Given(_steps.LearningRate) ?? usual.LearningRate,
        ScalePosWeight = parsed.Given(_scalePosWeight) ?? usual.ScalePosWeight,
        BaseScore = parsed.GetValue(_baseScore) ?? usual.BaseScore,
        Metrics = parsed.GetList(_evalMetric) ?? usual.Metrics,
        EarlyStoppingRounds = parsed.GetValue(_steps.EarlyStopping) ?? usual.EarlyStoppingRounds,
    };

    /// <summary>The share of the training rows that judges rounds.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="usual">What holds where nothing was given.</param>
    /// <param name="patience">When training ends early; null for never.</param>
    public double BindValidationFraction(ParseResult parsed, double usual, int? patience) =>
        _steps.BindValidationFraction(parsed, usual, patience);
}
