using System.CommandLine;
using Escala.Cli.Options;
using Escala.Reports.Results;
using Escala.Vision;

namespace Escala.Cli.Algorithms.ConvNet;

/// <summary>The options about how weights follow their gradients.</summary>
internal sealed class ConvNetOptimizerOptions
{
    private static readonly SgdOptions Usual = new();

    private readonly Option<string?> _optimizer = CliOption.Word(
        "--optimizer",
        "How weights follow their gradients: sgd with momentum, adam, or adamw, whose weight decay is apart. Without it: sgd.",
        ConvNetWords.Optimizers);

    private readonly Option<double?> _momentum = CliOption.Number<double>(
        "--momentum", "M", $"The share of the last step that goes on, at least 0 and below 1; sgd only. Without it: {Usual.Momentum}.");

    private readonly Option<bool> _nesterov = CliOption.Switch(
        "--nesterov", "Look at the gradient ahead of the momentum; sgd only.");

    private readonly Option<double?> _weightDecay = CliOption.Number<double>(
        "--weight-decay",
        "D",
        $"The factor of the penalty on weights, at least 0. Without it: {Usual.WeightDecay} with sgd and adam, "
            + $"{new AdamWOptions().WeightDecay} with adamw.");

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> All => [_optimizer, _momentum, _nesterov, _weightDecay];

    /// <summary>Changes an optimiser by what was given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="learningRate">The learning rate that was given; null for the usual one.</param>
    /// <param name="usual">What holds where nothing was given.</param>
    /// <exception cref="InvalidOptionsException">An option does not belong to the optimiser.</exception>
    public OptimizerOptions Bind(ParseResult parsed, double? learningRate, OptimizerOptions usual)
    {
        OptimizerOptions optimizer = ConvNetWords.Optimizer(parsed.GetValue(_optimizer)) ?? usual;
        RequireOwn(parsed, optimizer);
        if (optimizer is SgdOptions sgd)
        {
            optimizer = sgd with
            {
                Momentum = parsed.GetValue(_momentum) ?? sgd.Momentum,
                Nesterov = parsed.GetValue(_nesterov) || sgd.Nesterov,
            };
        }

        return optimizer with
        {
            LearningRate = learningRate ?? optimizer.LearningRate,
            WeightDecay = parsed.GetValue(_weightDecay) ?? optimizer.WeightDecay,
        };
    }

    private void RequireOwn(ParseResult parsed, OptimizerOptions optimizer)
    {
        string[] faults =
        [
            .. from option in new Option[] { _momentum, _nesterov }
               where optimizer is not SgdOptions && parsed.IsGiven(option)
               select $"{option.Name} must be left out with --optimizer {ConvNetWords.Of(optimizer)}: it is for sgd.",
        ];
        if (faults.Length > 0)
        {
            throw new InvalidOptionsException(faults);
        }
    }
}
