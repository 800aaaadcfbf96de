using System.CommandLine;
using Escala.Cli.Options;
using Escala.Reports.Results;
using Escala.Vision;

namespace Escala.Cli.Algorithms.ConvNet;

/// <summary>The options about how the learning rate goes on.</summary>
internal sealed class ConvNetScheduleOptions
{
    private static readonly StepScheduleOptions Step = new();

    private readonly Option<string?> _schedule = CliOption.Word(
        "--schedule",
        "How the learning rate goes on: constant; step, lower after every few epochs; cosine, down to 0; one-cycle, up and then down to "
            + $"nearly 0. Without it: {ConvNetWords.Of(ConvNetFitRequest.UsualTraining.Schedule)}.",
        ConvNetWords.Schedules);

    private readonly Option<int?> _stepEpochs = CliOption.Number<int>(
        "--step-epochs", "N", $"The epochs between two changes, at least 1; step only. Without it: {Step.Epochs}.");

    private readonly Option<double?> _stepFactor = CliOption.Number<double>(
        "--step-factor", "F", $"The factor of each change, above 0 and at most 1; step only. Without it: {Step.Factor}.");

    private readonly Option<double?> _warmUp = CliOption.Number<double>(
        "--warm-up",
        "F",
        $"The share of all steps that the way up takes, above 0 and below 1; one-cycle only. Without it: {new OneCycleScheduleOptions().WarmUp}.");

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> All => [_schedule, _stepEpochs, _stepFactor, _warmUp];

    /// <summary>Changes a schedule by what was given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="usual">What holds where nothing was given.</param>
    /// <exception cref="InvalidOptionsException">An option does not belong to the schedule.</exception>
    public ScheduleOptions Bind(ParseResult parsed, ScheduleOptions usual)
    {
        ScheduleOptions schedule = ConvNetWords.Schedule(parsed.GetValue(_schedule)) ?? usual;
        RequireOwn(parsed, schedule);
        return schedule switch
        {
            StepScheduleOptions step => step with
            {
                Epochs = parsed.GetValue(_stepEpochs) ?? step.Epochs,
                Factor = parsed.GetValue(_stepFactor) ?? step.Factor,
            },
            OneCycleScheduleOptions cycle => cycle with { WarmUp = parsed.GetValue(_warmUp) ?? cycle.WarmUp },
            _ => schedule,
        };
    }

    private void RequireOwn(ParseResult parsed, ScheduleOptions schedule)
    {
        (Option Option, bool IsOwn, string Word)[] options =
        [
            (_stepEpochs, schedule is StepScheduleOptions, "step"),
            (_stepFactor, schedule is StepScheduleOptions, "step"),
            (_warmUp, schedule is OneCycleScheduleOptions, "one-cycle"),
        ];
        string[] faults =
        [
            .. from option in options
               where !option.IsOwn && parsed.IsGiven(option.Option)
               select $"{option.Option.Name} must be left out with --schedule {ConvNetWords.Of(schedule)}: it is for {option.Word}.",
        ];
        if (faults.Length > 0)
        {
            throw new InvalidOptionsException(faults);
        }
    }
}
