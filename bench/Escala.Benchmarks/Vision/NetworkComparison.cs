namespace Escala.Benchmarks.Vision;

/// <summary>The seconds of each step of all sides on the same work, in the order they were taken.</summary>
/// <param name="Setting">The work.</param>
internal sealed record NetworkComparison(NetworkSetting Setting)
{
    /// <summary>Escala with the kernels that this CPU runs best.</summary>
    public List<double> Escala { get; } = [];

    /// <summary>Escala with AVX2.</summary>
    public List<double> Avx2 { get; } = [];

    /// <summary>PyTorch in each of its modes.</summary>
    public IReadOnlyList<TorchMode> Torch { get; } = [.. TorchMode.All];

    /// <summary>PyTorch's best mode, by its median.</summary>
    public TorchMode BestMode() => Torch.MinBy(mode => Side.Median(mode.Steps))!;

    /// <summary>PyTorch's best mode as it is installed: with the C library's own ways of memory.</summary>
    public TorchMode BestModeAsItIs() => Torch.Where(mode => !mode.KeepsMemory).MinBy(mode => Side.Median(mode.Steps))!;

    /// <summary>How many times quicker than a mode of PyTorch, median step against median step.</summary>
    public static double Ratio(TorchMode mode, List<double> side) => Side.Median(mode.Steps) / Side.Median(side);

    /// <summary>The same of the best steps, PyTorch's best of all modes.</summary>
    public double BestRatio(List<double> side) => Torch.Min(mode => mode.Steps.Min()) / side.Min();
}
