namespace Escala.Vision.Optimizers;

/// <summary>One number per parameter that an optimiser remembers.</summary>
/// <param name="Name">What it is, in PyTorch's words: <c>momentum_buffer</c>, <c>exp_avg</c>, <c>exp_avg_sq</c>.</param>
/// <param name="Values">The numbers, in the order of the parameters; the optimiser's own, which goes on changing them.</param>
internal sealed record OptimizerSlot(string Name, float[] Values);
