using Escala.Vision;

namespace Escala.Reports.Results;

/// <summary>The words of the command line for the choices that a network and its training leave.</summary>
internal static class ConvNetWords
{
    /// <summary>The words of <c>--loss</c>, in the order of <see cref="ConvNetLoss"/>.</summary>
    public static string[] Losses { get; } = ["cross-entropy", "mean-squared-error"];

    /// <summary>The words of <c>--batch-statistics</c>, in the order of <see cref="Escala.Vision.BatchStatistics"/>.</summary>
    public static string[] BatchStatistics { get; } = ["rank", "all"];

    /// <summary>The words of <c>--optimizer</c>.</summary>
    public static string[] Optimizers { get; } = ["sgd", "adam", "adamw"];

    /// <summary>The words of <c>--schedule</c>.</summary>
    public static string[] Schedules { get; } = ["constant", "step", "cosine", "one-cycle"];

    /// <summary>The word of a loss.</summary>
    public static string Of(ConvNetLoss loss) => Losses[(int)loss];

    /// <summary>The word of what batch normalisation takes its statistics over.</summary>
    public static string Of(BatchStatistics statistics) => BatchStatistics[(int)statistics];

    /// <summary>The word of an optimiser.</summary>
    public static string Of(OptimizerOptions optimizer) => optimizer switch
    {
        SgdOptions => "sgd",
        AdamOptions => "adam",
        AdamWOptions => "adamw",
        _ => throw new ArgumentOutOfRangeException(nameof(optimizer), optimizer, "There is no such optimiser."),
    };

    /// <summary>The word of a schedule.</summary>
    public static string Of(ScheduleOptions schedule) => schedule switch
    {
        ConstantScheduleOptions => "constant",
        StepScheduleOptions => "step",
        CosineScheduleOptions => "cosine",
        OneCycleScheduleOptions => "one-cycle",
        _ => throw new ArgumentOutOfRangeException(nameof(schedule), schedule, "There is no such schedule."),
    };

    /// <summary>The loss of a word; null for none.</summary>
    public static ConvNetLoss? Loss(string? word) => word is null ? null : (ConvNetLoss)Array.IndexOf(Losses, word);

    /// <summary>What the word of <c>--batch-statistics</c> means; null for none.</summary>
    public static BatchStatistics? Statistics(string? word) =>
        word is null ? null : (BatchStatistics)Array.IndexOf(BatchStatistics, word);

    /// <summary>The optimiser of a word, with its usual options; null for none.</summary>
    public static OptimizerOptions? Optimizer(string? word) => word switch
    {
        null => null,
        "sgd" => new SgdOptions(),
        "adam" => new AdamOptions(),
        _ => new AdamWOptions(),
    };

    /// <summary>The schedule of a word, with its usual options; null for none.</summary>
    public static ScheduleOptions? Schedule(string? word) => word switch
    {
        null => null,
        "constant" => new ConstantScheduleOptions(),
        "step" => new StepScheduleOptions(),
        "cosine" => new CosineScheduleOptions(),
        _ => new OneCycleScheduleOptions(),
    };
}
