namespace Escala.Benchmarks.Vision;

/// <summary>A network to train.</summary>
/// <param name="Name">The name of the preset.</param>
/// <param name="Target">How many times quicker than PyTorch a step is to be with the best kernels.</param>
internal sealed record NetworkWorkload(string Name, double Target)
{
    /// <summary>The same with AVX2, against PyTorch as it is.</summary>
    public const double Avx2Target = 1.3;

    public static IReadOnlyList<NetworkWorkload> All { get; } = [new("mnist", 2.5), new("vgg-small", 2.0)];

    /// <summary>The mini-batches.</summary>
    public static IReadOnlyList<int> Batches { get; } = [64, 256];
}
