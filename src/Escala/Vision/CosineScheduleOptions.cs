namespace Escala.Vision;

/// <summary>
/// Half a cosine from the learning rate down to <see cref="LastLearningRate"/> over all steps of the training: in step t of T,
/// last + (rate - last) (1 + cos(pi t / T)) / 2 (Loshchilov and Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", 2017,
/// without restarts). PyTorch <c>lr_scheduler.CosineAnnealingLR</c> with <c>T_max=T</c>, stepped per mini-batch.
/// </summary>
public sealed record CosineScheduleOptions : ScheduleOptions
{
    /// <summary>
    /// The learning rate that the end comes near to, finite, at least 0 and at most the optimiser's. Default 0. PyTorch <c>eta_min</c>.
    /// </summary>
    public double LastLearningRate { get; set; }
}
