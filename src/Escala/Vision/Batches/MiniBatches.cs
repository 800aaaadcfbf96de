using Escala.Numerics;

namespace Escala.Vision.Batches;

/// <summary>
/// The mini-batches of an epoch, as places in its <see cref="EpochOrder"/>, and what each rank has of them. Taken together, the ranks'
/// shares of a mini-batch are the same images for any number of ranks.
/// </summary>
/// <param name="count">The number of training images, at least 1.</param>
/// <param name="batchSize">The images of a mini-batch over all ranks, at least 1.</param>
internal sealed class MiniBatches(int count, int batchSize)
{
    /// <summary>The mini-batches of an epoch; the last one has the images that remain.</summary>
    public int Steps => (int)(((long)count + batchSize - 1) / batchSize);

    /// <summary>The places of a mini-batch.</summary>
    /// <param name="step">The 0-based mini-batch of the epoch.</param>
    public Range Of(int step)
    {
        int start = (int)((long)step * batchSize);
        return start..(int)Math.Min((long)start + batchSize, count);
    }

    /// <summary>
    /// The places of a mini-batch that a rank has: next to one another, and as many as any other rank has or one more. Where the last
    /// mini-batch has fewer images than there are ranks, some have none.
    /// </summary>
    /// <param name="step">The 0-based mini-batch of the epoch.</param>
    /// <param name="rank">The 0-based rank.</param>
    /// <param name="world">The number of ranks, at least 1.</param>
    public Range ShareOf(int step, int rank, int world)
    {
        (int start, int length) = Of(step).GetOffsetAndLength(count);
        (int first, int shared) = RankShares.Of(length, rank, world).GetOffsetAndLength(length);
        return (start + first)..(start + first + shared);
    }
}
