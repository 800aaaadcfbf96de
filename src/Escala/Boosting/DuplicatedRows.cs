using Escala.Data;
using Escala.Metrics;
using Escala.Numerics;

namespace Escala.Boosting;

/// <summary>Counts the test rows that are identical to a training row in all features.</summary>
internal static unsafe class DuplicatedRows
{
    /// <summary>Counts over all ranks. It takes 16 bytes per row while it runs, freed at once.</summary>
    public static long Count(XGBoostRows rows, MetricRanks ranks)
    {
        Span<UInt128> training = Hash(rows.Training, ranks);
        try
        {
            Span<UInt128> test = Hash(rows.Test, ranks);
            try
            {
                return DuplicateRows.Count(training, test, ranks.Collective);
            }
            finally
            {
                Free(test);
            }
        }
        finally
        {
            Free(training);
        }
    }

    /// <summary>The rows' hashes, in native memory that <see cref="Free"/> gives back.</summary>
    private static Span<UInt128> Hash(RowGatherer rows, MetricRanks ranks)
    {
        int count = checked((int)rows.RowCount);
        var hashes = new Span<UInt128>(AlignedMemory.Allocate((nuint)Math.Max(1, count) * (nuint)sizeof(UInt128)), count);
        int first = 0;
        foreach (Block block in rows.Blocks)
        {
            ranks.CancellationToken.ThrowIfCancellationRequested();
            RowHasher.Hash(block.Values, block.FeatureCount, hashes.Slice(first, block.RowCount));
            first += block.RowCount;
        }

        return hashes;
    }

    private static void Free(Span<UInt128> hashes)
    {
        fixed (UInt128* first = &System.Runtime.InteropServices.MemoryMarshal.GetReference(hashes))
        {
            AlignedMemory.Free(first);
        }
    }
}
