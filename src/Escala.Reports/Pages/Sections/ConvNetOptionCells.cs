using System.Globalization;
using Escala.Reports.Pages.Documents;
using Escala.Reports.Results;
using Escala.Vision;

namespace Escala.Reports.Pages.Sections;

/// <summary>The options of a convolutional network and what was given for them.</summary>
internal static class ConvNetOptionCells
{
    /// <summary>The options in the order of the command line; those that are seldom given only where they are.</summary>
    public static IEnumerable<(string Option, Cell Value)> Of(ReportMaterial material, ConvNetOptionsReport options) =>
    [
        ("--network", TableCells.Option(options.NetworkName)),
        ("--loss", TableCells.Code(ConvNetWords.Of(options.Loss))),
        ("--epochs", TableCells.Option(options.Epochs)),
        ("--batch", TableCells.Option(options.Batch)),
        .. Optimizer(material, options.Optimizer),
        .. Schedule(options.Schedule),
        .. Seldom(material, options).Where(option => option.Value != Cell.Empty),
        ("--early-stopping", TableCells.Option(options.EarlyStopping)),
        ("--validation-fraction", TableCells.Option(options.ValidationFraction)),
        ("--test-fraction", TableCells.Option(options.TestFraction)),
        ("--sample-rows", TableCells.Option(options.SampleImages)),
        ("--seed", TableCells.Code(options.Seed.ToString(CultureInfo.InvariantCulture))),
    ];

    private static IEnumerable<(string Option, Cell Value)> Optimizer(ReportMaterial material, OptimizerOptions optimizer)
    {
        (string Option, Cell Value)[] own = optimizer switch
        {
            SgdOptions sgd => [("--momentum", TableCells.Option(sgd.Momentum)), ("--nesterov", Answer(material, sgd.Nesterov))],
            AdamOptions adam => Adam(adam.Beta1, adam.Beta2, adam.Epsilon),
            AdamWOptions adam => Adam(adam.Beta1, adam.Beta2, adam.Epsilon),
            var other => throw new InvalidOperationException($"The options of {other.GetType().Name} have no table."),
        };
        return
        [
            ("--optimizer", TableCells.Code(ConvNetWords.Of(optimizer))), ("--learning-rate", TableCells.Option(optimizer.LearningRate)),
            .. own, ("--weight-decay", TableCells.Option(optimizer.WeightDecay)),
        ];
    }

    private static (string Option, Cell Value)[] Adam(double beta1, double beta2, double epsilon) =>
    [
        ("--beta1", TableCells.Option(beta1)), ("--beta2", TableCells.Option(beta2)), ("--epsilon", TableCells.Option(epsilon)),
    ];

    private static IEnumerable<(string Option, Cell Value)> Schedule(ScheduleOptions schedule)
    {
        FormattableString? more = schedule switch
        {
            StepScheduleOptions step => $"epochs {step.Epochs}, factor {step.Factor}",
            OneCycleScheduleOptions cycle => $"warmUp {cycle.WarmUp}, firstDivisor {cycle.FirstDivisor}, lastDivisor {cycle.LastDivisor}",
            _ => null,
        };
        return [("--schedule", TableCells.Code(ConvNetWords.Of(schedule)) with { Note = more is null ? null : FormattableString.Invariant(more) })];
    }

    private static IEnumerable<(string Option, Cell Value)> Seldom(ReportMaterial material, ConvNetOptionsReport options) =>
    [
        ("--max-gradient-norm", TableCells.Option(options.MaxGradientNorm)),
        ("--flip", options.Augmentation.Flip ? Answer(material, true) : Cell.Empty),
        ("--shift", options.Augmentation.Shift == 0 ? Cell.Empty : TableCells.Option(options.Augmentation.Shift)),
        ("--crop", options.Augmentation.Crop ? Answer(material, true) : Cell.Empty),
        ("--batch-statistics", options.BatchStatistics == BatchStatistics.Rank ? Cell.Empty : TableCells.Code(ConvNetWords.Of(options.BatchStatistics))),
        ("--resize", TableCells.Option(options.Resize?.ToString())),
    ];

    private static Cell Answer(ReportMaterial material, bool isSo) => new(material.Texts[isSo ? "yes" : "no"]);
}
