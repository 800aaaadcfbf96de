namespace Escala.Benchmarks.Vision;

/// <summary>The first epoch of all sides.</summary>
/// <param name="Threads">The threads of each.</param>
/// <param name="Batch">The images of a mini-batch.</param>
/// <param name="Sides">Escala, then PyTorch in each of its modes.</param>
internal sealed record EpochComparison(int Threads, int Batch, IReadOnlyList<EpochTimes> Sides)
{
    /// <summary>How many times quicker than PyTorch's best mode an epoch is to be.</summary>
    public const double Target = 2.2;

    /// <summary>PyTorch's best mode / Escala, median against median.</summary>
    public double Ratio => Sides.Skip(1).Min(side => Side.Median(side.Seconds)) / Side.Median(Sides[0].Seconds);
}
