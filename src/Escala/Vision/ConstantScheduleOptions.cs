namespace Escala.Vision;

/// <summary>The same learning rate in every step. PyTorch without a scheduler.</summary>
public sealed record ConstantScheduleOptions : ScheduleOptions;
