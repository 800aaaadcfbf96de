namespace Escala.Vision.Layers;

/// <summary>
/// Adds numbers up over all ranks of a job, in place and in the same order on each: afterwards every rank has the same sums. Every rank calls it
/// equally often with as many numbers, on the thread that runs the network.
/// </summary>
/// <param name="values">The numbers of this rank; out: the sums.</param>
internal delegate void RankSum(Span<double> values);
