namespace Escala.Vision;

/// <summary>
/// A warm-up from a low learning rate to the optimiser's, and from there down to nearly nothing, each half a cosine (Smith and Topin,
/// "Super-Convergence", 2018). It allows larger learning rates and fewer epochs. The momentum stays. PyTorch
/// <c>lr_scheduler.OneCycleLR</c> with <c>cycle_momentum=False</c>, stepped per mini-batch.
/// </summary>
public sealed record OneCycleScheduleOptions : ScheduleOptions
{
    /// <summary>The share of all steps that the warm-up takes, above 0 and below 1. Default 0.3. PyTorch <c>pct_start</c>.</summary>
    public double WarmUp { get; set; } = 0.3;

    /// <summary>The first learning rate is the optimiser's divided by this; finite, at least 1. Default 25. PyTorch <c>div_factor</c>.</summary>
    public double FirstDivisor { get; set; } = 25;

    /// <summary>The last learning rate is the first divided by this; finite, at least 1. Default 10,000. PyTorch <c>final_div_factor</c>.</summary>
    public double LastDivisor { get; set; } = 10_000;
}
