namespace Escala.Vision.Optimizers;

/// <summary>The learning rate of every step of a training. It depends on the step alone, so that a resumed training goes on with the same.</summary>
/// <param name="schedule">A valid schedule.</param>
/// <param name="learningRate">The optimiser's learning rate.</param>
/// <param name="stepsPerEpoch">The mini-batches of an epoch, at least 1.</param>
/// <param name="epochs">The epochs of the whole training, at least 1.</param>
internal sealed class LearningRates(ScheduleOptions schedule, double learningRate, int stepsPerEpoch, int epochs)
{
    private long Steps => (long)stepsPerEpoch * epochs;

    /// <summary>The learning rate of a step.</summary>
    /// <param name="step">The 0-based step of the whole training.</param>
    public double At(long step) => schedule switch
    {
        StepScheduleOptions options => learningRate * WholePower.Of(options.Factor, step / stepsPerEpoch / options.Epochs),
        CosineScheduleOptions options => Between(learningRate, options.LastLearningRate, (double)step / Steps),
        OneCycleScheduleOptions options => OneCycle(options, step),
        _ => learningRate,
    };

    /// <summary>As PyTorch does: the warm-up ends one step early, and the last step has the last learning rate.</summary>
    private double OneCycle(OneCycleScheduleOptions options, long step)
    {
        double first = learningRate / options.FirstDivisor;
        double top = (options.WarmUp * Steps) - 1;
        if (step <= top && top > 0)
        {
            return Between(first, learningRate, step / top);
        }

        double way = Steps - 1 - top;
        return Between(learningRate, first / options.LastDivisor, Math.Clamp((step - top) / way, 0, 1));
    }

    private static double Between(double from, double to, double share) => to + ((from - to) * HalfCosine.At(share));
}
