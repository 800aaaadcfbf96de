using Escala.Engines;
using Escala.Numerics;

namespace Escala.Metrics;

/// <summary>
/// Sorts the scores of all ranks and adds up the weights of equal ones. Rows are dealt to buckets by the upper half of their keys,
/// on all threads; then each bucket is sorted by the lower half, in the cache. O(rows); 16 bytes per row at most, and 20 per distinct
/// score, kept for the next call. For one thread at a time.
/// </summary>
internal sealed unsafe class ScoreSorter
{
    private const int Buckets = 1 << 16;
    private const int BucketsPerTurn = 64;
    private const int KeyShift = 32;
    private const int BucketShift = 48;

    /// <summary>The sign of a weight is free to say that the row is of the class.</summary>
    private const uint PositiveRow = 0x8000_0000;

    /// <summary>Per slice of the rows and bucket the number of rows, then where the next one goes.</summary>
    private int[][] _places = [];
    private readonly int[] _starts = new int[Buckets + 1];
    private readonly int[] _runStarts = new int[Buckets + 1];
    private BucketSort[] _sorts = [];
    private ulong[] _elements = [];
    private ScoreRun[] _runs = [];

    /// <summary>Sorts; all ranks together.</summary>
    /// <param name="rows">This rank's rows: finite scores.</param>
    /// <param name="output">Which score of each row.</param>
    /// <param name="positive">The label of the class.</param>
    /// <param name="weightScale">The scale of the weights.</param>
    /// <param name="team">This rank's threads.</param>
    /// <param name="collective">The ranks.</param>
    /// <param name="cancellationToken">Checked between steps.</param>
    /// <returns>The distinct scores of rows with a weight, the highest first; valid until the next call.</returns>
    public ReadOnlySpan<ScoreRun> Sort(
        PredictedRows rows,
        int output,
        float positive,
        double weightScale,
        CoreTeam team,
        ICollective collective,
        CancellationToken cancellationToken)
    {
        Reserve(checked((int)rows.RowCount), team.Threads);
        team.Run(slice => CountSlice(rows, output, slice, team.Threads));
        cancellationToken.ThrowIfCancellationRequested();
        PlaceBuckets();
        team.Run(slice => DealSlice(rows, output, positive, slice, team.Threads));
        cancellationToken.ThrowIfCancellationRequested();
        team.ForEach(Buckets / BucketsPerTurn, SortBuckets);
        cancellationToken.ThrowIfCancellationRequested();
        int count = PlaceRuns();
        var units = new WeightUnits(rows.Weights is not null, weightScale);
        team.ForEach(Buckets / BucketsPerTurn, (_, turn) => WriteRuns(turn, units));
        return collective.World == 1
            ? _runs.AsSpan(0, count)
            : ScoreMerge.Merge(collective.Gather<ScoreRun>(_runs.AsSpan(0, count)));
    }

    private static (long First, long Last) Slice(PredictedRows rows, int slice, int slices) =>
        (rows.RowCount * slice / slices, rows.RowCount * (slice + 1) / slices);

    private void Reserve(int rowCount, int threads)
    {
        if (_elements.Length < rowCount)
        {
            _elements = GC.AllocateUninitializedArray<ulong>(rowCount);
        }

        if (_places.Length != threads)
        {
            _places = [.. Enumerable.Range(0, threads).Select(_ => new int[Buckets])];
            _sorts = [.. Enumerable.Range(0, threads).Select(_ => new BucketSort())];
        }
    }

    private void CountSlice(PredictedRows rows, int output, int slice, int slices)
    {
        int[] counts = _places[slice];
        Array.Clear(counts);
        (long first, long last) = Slice(rows, slice, slices);
        float* score = rows.Scores + (first * rows.Outputs) + output;
        for (long row = first; row < last; row++, score += rows.Outputs)
        {
            if (rows.Weights is null || rows.Weights[row] != 0)
            {
                counts[ScoreKey.Of(*score) >> 16]++;
            }
        }
    }

    private void PlaceBuckets()
    {
        int next = 0;
        for (int bucket = 0; bucket < Buckets; bucket++)
        {
            _starts[bucket] = next;
            foreach (int[] places in _places)
            {
                int count = places[bucket];
                places[bucket] = next;
                next += count;
            }
        }

        _starts[Buckets] = next;
    }

    private void DealSlice(PredictedRows rows, int output, float positive, int slice, int slices)
    {
        int[] places = _places[slice];
        ulong[] elements = _elements;
        (long first, long last) = Slice(rows, slice, slices);
        float* score = rows.Scores + (first * rows.Outputs) + output;
        for (long row = first; row < last; row++, score += rows.Outputs)
        {
            uint weight = rows.Weights is null ? 1 : BitConverter.SingleToUInt32Bits(rows.Weights[row]) & ~PositiveRow;
            if (weight != 0)
            {
                uint key = ScoreKey.Of(*score);
                elements[places[key >> 16]++] = ((ulong)key << KeyShift) | weight | (rows.Labels[row] == positive ? PositiveRow : 0);
            }
        }
    }

    private void SortBuckets(int thread, int turn)
    {
        for (int bucket = turn * BucketsPerTurn; bucket < (turn + 1) * BucketsPerTurn; bucket++)
        {
            _runStarts[bucket] = _sorts[thread].SortAndCount(_elements.AsSpan(_starts[bucket].._starts[bucket + 1]));
        }
    }

    private int PlaceRuns()
    {
        int next = 0;
        for (int bucket = 0; bucket < Buckets; bucket++)
        {
            int count = _runStarts[bucket];
            _runStarts[bucket] = next;
            next += count;
        }

        if (_runs.Length < next)
        {
            _runs = GC.AllocateUninitializedArray<ScoreRun>(next);
        }

        return next;
    }

    private void WriteRuns(int turn, WeightUnits units)
    {
        int from = turn * BucketsPerTurn;
        int index = _runStarts[from];
        ReadOnlySpan<ulong> elements = _elements.AsSpan(_starts[from].._starts[from + BucketsPerTurn]);
        for (int i = 0; i < elements.Length;)
        {
            uint key = (uint)(elements[i] >> KeyShift);
            long positive = 0;
            long negative = 0;
            for (; i < elements.Length && (uint)(elements[i] >> KeyShift) == key; i++)
            {
                uint payload = (uint)elements[i];
                long weight = units.Of(payload & ~PositiveRow);
                long ofClass = weight & -(long)(payload >> 31);
                positive += ofClass;
                negative += weight - ofClass;
            }

            _runs[index++] = new ScoreRun(key, positive, negative);
        }
    }

    /// <summary>Weights, as their bits, in whole numbers.</summary>
    private readonly struct WeightUnits(bool isWeighted, double scale)
    {
        private readonly long _one = FixedPoint.Round(1, scale);

        public long Of(uint bits) => isWeighted ? FixedPoint.Round(BitConverter.UInt32BitsToSingle(bits), scale) : _one;
    }
}
