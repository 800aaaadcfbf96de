using Escala.Numerics;
using Escala.Vision.Kernels;

namespace Escala.Vision.Layers;

/// <summary>What the layers of a network share while they run: threads, kernels, scratch, and which rows the mini-batch has.</summary>
/// <param name="team">The threads.</param>
/// <param name="kernels">The kernel set.</param>
internal sealed unsafe class LayerContext(CoreTeam team, KernelSet kernels)
{
    private float* _scratch;
    private nint _sharedLength;
    private nint _threadLength;

    public CoreTeam Team { get; } = team;

    public ElementKernels Elements { get; } = ElementKernels.For(kernels);

    /// <summary>The number of images of this mini-batch; 0 where only other ranks have any.</summary>
    public int Images { get; set; }

    /// <summary>Whether dropout drops and batch normalisation takes the statistics of the mini-batch.</summary>
    public bool IsTraining { get; set; }

    /// <summary>The seed of the job.</summary>
    public ulong Seed { get; set; }

    /// <summary>The epoch, 0-based.</summary>
    public ulong Epoch { get; set; }

    /// <summary>The global row numbers of the images; as many as <see cref="Images"/>.</summary>
    public ReadOnlyMemory<long> Rows { get; set; }

    /// <summary>
    /// Adds up over the ranks what batch normalisation takes its statistics of, so that they are those of the whole mini-batch; null where they are
    /// of this rank's images alone.
    /// </summary>
    public RankSum? SumOverRanks { get; set; }

    /// <summary>The scratch that all threads share.</summary>
    public float* Shared => _scratch;

    /// <summary>The scratch of a thread.</summary>
    public float* Own(int thread) => _scratch + _sharedLength + (thread * _threadLength);

    /// <summary>The first image of a thread's share of the mini-batch; that of the thread after the last is the number of images.</summary>
    public int FirstImage(int thread) => (int)((long)Images * thread / Team.Threads);

    /// <summary>Gives the scratch, which stays the caller's.</summary>
    /// <param name="scratch">Aligned to 64 bytes.</param>
    /// <param name="sharedLength">The float32 that threads share, a multiple of 16.</param>
    /// <param name="threadLength">The float32 of each thread, a multiple of 16.</param>
    public void UseScratch(float* scratch, nint sharedLength, nint threadLength)
    {
        _scratch = scratch;
        _sharedLength = sharedLength;
        _threadLength = threadLength;
    }
}
