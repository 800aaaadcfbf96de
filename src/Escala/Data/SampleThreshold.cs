using System.Runtime.CompilerServices;
using Escala.Numerics;

namespace Escala.Data;

/// <summary>
/// Finds the hash up to which rows are used so that an exact number of them are. Rows have different hashes (for one seed the
/// hash is a bijection of the row number), so the number can always be met. A first pass counts hashes by their upper bits, a
/// second one collects the few that share the upper bits of the one sought: 512 KB, and about one hash in 65,536.
/// </summary>
internal static class SampleThreshold
{
    private const int BucketBits = 16;
    private const int RowsPerCheck = 65_536;

    /// <summary>The threshold.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="sampleRows">How many rows to use, at least 1.</param>
    /// <param name="rows">How many there are.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static ulong Find(ulong seed, long sampleRows, long rows, CancellationToken cancellationToken)
    {
        if (sampleRows >= rows)
        {
            return ulong.MaxValue;
        }

        long[] counts = CountBuckets(seed, rows, cancellationToken);
        ulong bucket = 0;
        long before = 0;
        while (before + counts[bucket] < sampleRows)
        {
            before += counts[bucket++];
        }

        List<ulong> hashes = Collect(seed, rows, bucket, cancellationToken);
        hashes.Sort();
        return hashes[(int)(sampleRows - before - 1)];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long[] CountBuckets(ulong seed, long rows, CancellationToken cancellationToken)
    {
        var counts = new long[1 << BucketBits];
        for (long row = 0; row < rows; row++)
        {
            if (row % RowsPerCheck == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            counts[CounterRandom.Hash(seed, RandomPurpose.RowSample, row) >> (64 - BucketBits)]++;
        }

        return counts;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static List<ulong> Collect(ulong seed, long rows, ulong bucket, CancellationToken cancellationToken)
    {
        var hashes = new List<ulong>();
        for (long row = 0; row < rows; row++)
        {
            if (row % RowsPerCheck == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            ulong hash = CounterRandom.Hash(seed, RandomPurpose.RowSample, row);
            if (hash >> (64 - BucketBits) == bucket)
            {
                hashes.Add(hash);
            }
        }

        return hashes;
    }
}
