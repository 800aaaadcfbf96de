using Escala.Data;
using Escala.Numerics;

namespace Escala.Engines;

/// <summary>What one rank of a job has at hand.</summary>
public sealed class RankContext
{
    /// <summary>The 0-based number of this rank.</summary>
    public required int Rank { get; init; }

    /// <summary>The number of ranks.</summary>
    public required int World { get; init; }

    /// <summary>The cores this rank may use.</summary>
    public required int Threads { get; init; }

    /// <summary>The instructions its kernels use.</summary>
    public required KernelSet Kernels { get; init; }

    /// <summary>This rank's blocks, which can be read more than once.</summary>
    public required IBlockSource Data { get; init; }

    /// <summary>Sums and exchanges between the ranks. To be called on the thread that runs the operator, by all ranks in the same order.</summary>
    public required ICollective Collective { get; init; }

    /// <summary>Marks phases, reports progress, and takes the files that the rank makes.</summary>
    public required IRankReporter Reporter { get; init; }
}
