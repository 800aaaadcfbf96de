namespace Escala.Vision;

/// <summary>A point of the curve of the loss.</summary>
/// <param name="Step">The mini-batches trained so far, from 1.</param>
/// <param name="Loss">The mean loss of the mini-batches since the point before.</param>
public readonly record struct ConvNetLossPoint(long Step, double Loss);
