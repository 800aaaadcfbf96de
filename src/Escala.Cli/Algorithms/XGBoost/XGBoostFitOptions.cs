using System.CommandLine;
using Escala.Boosting;
using Escala.Cli.Options;
using Escala.Data;

namespace Escala.Cli.Algorithms.XGBoost;

/// <summary>The options of XGBoost, in XGBoost's words.</summary>
/// <param name="data">The options about the data.</param>
/// <param name="steps">The options that other algorithms share; null where none does.</param>
internal sealed class XGBoostFitOptions(DataOptions data, StepOptions? steps) : FitOptions(data)
{
    private readonly Option<string?> _target = CliOption.Text(
        "--target", "COL", "The column to learn: text for classes, numbers for classes (two different ones) or for a value. It is no feature.");

    private readonly XGBoostTreeOptions _trees = new();
    private readonly XGBoostLearningOptions _learning = new(steps);
    private readonly CheckpointOptions _checkpoints = new("rounds", "the model is then the same");

    private readonly Option<string?> _continue = CliOption.Text(
        "--continue", "FILE", "A model of the same columns to go on from: --rounds more are added to its own. Without it: from nothing.");

    private readonly Option<string?> _group = CliOption.Text(
        "--group", "COL", "The column that says which rows are ranked among each other, for objectives that rank. Without it: none.");

    /// <inheritdoc/>
    public override IReadOnlyList<OptionGroup> Own =>
    [
        new("What is learned", [_target, .. _learning.All, _group]),
        new("Trees", _trees.All),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Option> FitOnly => [_continue, .. _checkpoints.All];

    /// <inheritdoc/>
    public override Option Needed => _target;

    /// <inheritdoc/>
    public override string HowToGiveNeeded => "Name the column to learn.";

    /// <inheritdoc/>
    public override FitRequest Bind(ParseResult parsed, FitRequest baseline)
    {
        var usual = (XGBoostFitRequest)baseline;
        DatasetOptions rows = Data.Bind(parsed, usual.Rows);
        XGBoostOptions options = _learning.Bind(parsed, _trees.Bind(parsed, usual.Options)) with { Seed = rows.Seed };
        return usual with
        {
            Options = options,
            Rows = rows with
            {
                Label = parsed.GetValue(_target) ?? rows.Label,
                Group = parsed.GetValue(_group) ?? rows.Group,
                ValidationFraction = _learning.BindValidationFraction(parsed, rows.ValidationFraction, options.EarlyStoppingRounds),
            },
        };
    }

    /// <inheritdoc/>
    public override FitRequest BindFitOnly(ParseResult parsed, FitRequest request) =>
        (XGBoostFitRequest)request with { Continue = parsed.GetValue(_continue), Checkpoints = _checkpoints.Bind(parsed) };
}
