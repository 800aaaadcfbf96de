using System.Numerics;
using Escala.Numerics;

namespace Escala.Vision.Batches;

/// <summary>
/// The order in which an epoch takes its images: a permutation that is a function of (seed, epoch, count) alone, and whose every place can
/// be asked for by itself. So all ranks know it without a word, and no list is kept. It is a Feistel network of hashes over the least
/// power of 4 that has room (Luby and Rackoff, "How to Construct Pseudorandom Permutations from Pseudorandom Functions", 1988), asked again
/// and again until its answer is in range (cycle walking: Black and Rogaway, "Ciphers with Arbitrary Finite Domains", 2002): fewer than
/// four times on average.
/// </summary>
internal readonly struct EpochOrder
{
    /// <summary>Four rounds are enough for large domains; small ones, as of a test set, need more to look shuffled.</summary>
    private const int Rounds = 8;

    private readonly ulong _key;
    private readonly int _halfBits;
    private readonly ulong _mask;

    /// <summary>Creates the order.</summary>
    /// <param name="seed">The seed of the job.</param>
    /// <param name="epoch">The 0-based epoch.</param>
    /// <param name="count">The number of images, at least 1.</param>
    public EpochOrder(ulong seed, int epoch, int count)
    {
        Count = count;
        _key = CounterRandom.Key(seed, RandomPurpose.EpochOrder, (ulong)epoch);
        int bits = 32 - BitOperations.LeadingZeroCount((uint)count - 1);
        _halfBits = Math.Max(1, (bits + 1) / 2);
        _mask = (1UL << _halfBits) - 1;
    }

    /// <summary>The number of images.</summary>
    public int Count { get; }

    /// <summary>The image that has a place in the order.</summary>
    /// <param name="place">The place, from 0 to below <see cref="Count"/>.</param>
    /// <returns>The index of the image, from 0 to below <see cref="Count"/>; each has one place.</returns>
    public int At(int place)
    {
        ulong value = (ulong)place;
        do
        {
            value = Permute(value);
        }
        while (value >= (ulong)Count);
        return (int)value;
    }

    private ulong Permute(ulong value)
    {
        ulong left = value >> _halfBits;
        ulong right = value & _mask;
        for (ulong round = 0; round < Rounds; round++)
        {
            (left, right) = (right, left ^ (CounterRandom.Hash(_key, (long)((round << 32) | right)) & _mask));
        }

        return (left << _halfBits) | right;
    }
}
