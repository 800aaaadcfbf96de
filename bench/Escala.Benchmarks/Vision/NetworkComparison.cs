namespace Escala.Benchmarks.Vision;

/// <summary>The seconds of each step of all sides on the same work, in the order they were taken.</summary>
/// <param name="Workload">The network.</param>
/// <param name="Batch">The images of a mini-batch.</param>
/// <param name="Threads">The threads of each side.</param>
internal sealed record NetworkComparison(NetworkWorkload Workload, int Batch, int Threads)
{
    /// <summary>Escala with the kernels that this CPU runs best.</summary>
    public List<double> Escala { get; } = [];

    /// <summary>Escala with AVX2.</summary>
    public List<double> Avx2 { get; } = [];

    /// <summary>PyTorch as it is.</summary>
    public List<double> Plain { get; } = [];

    /// <summary>PyTorch with the channels of a pixel side by side.</summary>
    public List<double> ChannelsLast { get; } = [];

    /// <summary>PyTorch's better mode, by its median.</summary>
    public (string Name, List<double> Steps) Torch =>
        Side.Median(Plain) <= Side.Median(ChannelsLast) ? ("plain", Plain) : ("channels_last", ChannelsLast);

    /// <summary>How many times quicker than PyTorch's better mode, median step against median step.</summary>
    public double Ratio(List<double> side) => Side.Median(Torch.Steps) / Side.Median(side);

    /// <summary>The same of the best steps, PyTorch's best of both modes.</summary>
    public double BestRatio(List<double> side) => Math.Min(Plain.Min(), ChannelsLast.Min()) / side.Min();
}
