namespace Escala.Vision;

/// <summary>
/// The learning rate times <see cref="Factor"/> after every <see cref="Epochs"/> epochs: rate x Factor^floor(epoch / Epochs). PyTorch
/// <c>lr_scheduler.StepLR</c>, stepped per epoch.
/// </summary>
public sealed record StepScheduleOptions : ScheduleOptions
{
    /// <summary>The epochs between two changes, at least 1. Default 10. PyTorch <c>step_size</c>.</summary>
    public int Epochs { get; set; } = 10;

    /// <summary>The factor of each change, above 0 and at most 1. Default 0.1. PyTorch <c>gamma</c>.</summary>
    public double Factor { get; set; } = 0.1;
}
