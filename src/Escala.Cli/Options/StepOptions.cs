using System.CommandLine;

namespace Escala.Cli.Options;

/// <summary>The options about training step by step that several algorithms have.</summary>
/// <param name="learningRate">What the learning rate is, for the help.</param>
/// <param name="steps">What ends early: rounds, epochs.</param>
/// <param name="usualRate">The usual learning rate; null where it depends.</param>
internal sealed class StepOptions(string learningRate, string steps, double? usualRate = null)
{
    /// <summary>The share of what trains that judges instead where training may stop early and nobody says another.</summary>
    public const double UsualValidationFraction = 0.1;

    /// <summary><c>--learning-rate</c></summary>
    public Option<double?> LearningRate { get; } = CliOption.Number<double>("--learning-rate", "R", learningRate, usualRate);

    /// <summary><c>--early-stopping</c></summary>
    public Option<int?> EarlyStopping { get; } = CliOption.Number<int>(
        "--early-stopping",
        "N",
        $"End when what is judged has not become better on the validation part for N {steps}, at least 1, and keep the best. "
            + $"Without it: all {steps} are trained.");

    /// <summary><c>--validation-fraction</c></summary>
    public Option<double?> ValidationFraction { get; } = CliOption.Number<double>(
        "--validation-fraction",
        "F",
        $"The share of the training part that does not train but judges the {steps}, at least 0 and below 1. Without it: "
            + $"{UsualValidationFraction} with --early-stopping, else 0.");

    /// <summary>The options of several algorithms at once.</summary>
    public static StepOptions Shared() =>
        new("The learning rate of xgboost or cnn, as fit's help says. Without it: the usual one of each.", "rounds or epochs");

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> All => [LearningRate, EarlyStopping, ValidationFraction];

    /// <summary>The share that judges.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="usual">What holds where nothing was given.</param>
    /// <param name="patience">When training ends early; null for never.</param>
    public double BindValidationFraction(ParseResult parsed, double usual, int? patience) =>
        parsed.GetValue(ValidationFraction) ?? (usual > 0 ? usual : UsualFraction(patience));

    /// <summary>The share that judges where nobody says it.</summary>
    /// <param name="patience">When training ends early; null for never.</param>
    public static double UsualFraction(int? patience) => patience is null ? 0 : UsualValidationFraction;
}
