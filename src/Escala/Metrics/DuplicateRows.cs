using Escala.Engines;

namespace Escala.Metrics;

/// <summary>Counts the test rows that are training rows too, by the hashes of <see cref="RowHasher"/>, over all ranks.</summary>
internal sealed class DuplicateRows
{
    private const int BitsPerWord = 64;

    /// <summary>An open-addressed table, at most half full; <see cref="Empty"/> marks a free slot.</summary>
    private readonly UInt128[] _slots;
    private readonly int[] _counts;
    private readonly ulong[] _found;

    private DuplicateRows(UInt128[][] hashes)
    {
        long rows = hashes.Sum(part => (long)part.Length);
        int slots = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)Math.Max(BitsPerWord, 2 * rows));
        _slots = new UInt128[slots];
        _counts = new int[slots];
        _found = new ulong[slots / BitsPerWord];
        foreach (UInt128 hash in hashes.SelectMany(part => part))
        {
            int slot = SlotOf(hash);
            _slots[slot] = Filled(hash);
            _counts[slot]++;
        }
    }

    private static UInt128 Empty => UInt128.Zero;

    /// <summary>
    /// The number of test rows that are the same as a training row. Only the test rows' hashes are exchanged: it takes 56 to 96 bytes per
    /// test row of all ranks, whatever the number of training rows. All ranks together.
    /// </summary>
    /// <param name="training">The hashes of this rank's training rows.</param>
    /// <param name="test">The hashes of this rank's test rows.</param>
    /// <param name="collective">The ranks.</param>
    public static long Count(ReadOnlySpan<UInt128> training, ReadOnlySpan<UInt128> test, ICollective collective)
    {
        var rows = new DuplicateRows(collective.Gather(test));
        foreach (UInt128 hash in training)
        {
            int slot = rows.SlotOf(hash);
            if (rows._slots[slot] != Empty)
            {
                rows._found[slot / BitsPerWord] |= 1UL << (slot % BitsPerWord);
            }
        }

        return rows.CountFound(collective.Gather<ulong>(rows._found));
    }

    private static UInt128 Filled(UInt128 hash) => hash == Empty ? UInt128.One : hash;

    /// <summary>Where a hash is, or would be.</summary>
    private int SlotOf(UInt128 hash)
    {
        UInt128 filled = Filled(hash);
        int mask = _slots.Length - 1;
        int slot = (int)(ulong)filled & mask;
        while (_slots[slot] != Empty && _slots[slot] != filled)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    /// <summary>Every rank has the same table, so that a slot is found where any rank says so.</summary>
    private long CountFound(ulong[][] perRank)
    {
        long count = 0;
        for (int slot = 0; slot < _counts.Length; slot++)
        {
            ulong bit = 1UL << (slot % BitsPerWord);
            count += perRank.Any(found => (found[slot / BitsPerWord] & bit) != 0) ? _counts[slot] : 0;
        }

        return count;
    }
}
