using Escala.Clustering.Kernels;
using Escala.Numerics;

namespace Escala.Clustering.Initialization;

/// <summary>
/// For every row of this rank the squared distance to the nearest of the centres chosen so far and which one that is, and the
/// drawing of rows with a probability proportional to weight x that distance. The sums behind the drawing are integers, so the
/// rows drawn do not depend on how rows are distributed.
/// </summary>
internal sealed unsafe class NearestDistances
{
    private readonly KMeansWork _work;
    private readonly float[] _distances;
    private readonly int[] _nearest;
    private readonly long[] _chunkSums;
    private long[] _rankSums = [];

    /// <summary>Reserves room for the rows, 8 bytes each.</summary>
    public NearestDistances(KMeansWork work)
    {
        _work = work;
        TileChunk[] chunks = work.Rows.Chunks;
        int lanes = chunks.Length == 0 ? 0 : chunks[^1].FirstLane + (chunks[^1].TileCount * RowTiles.TileRows);
        _distances = new float[lanes];
        _nearest = new int[lanes];
        _chunkSums = new long[chunks.Length];
        Clear();
    }

    /// <summary>The number of centres so far.</summary>
    public int CenterCount { get; private set; }

    /// <summary>The largest distance over all ranks.</summary>
    public float Largest { get; private set; }

    /// <summary>The fixed-point scale of <see cref="Total"/>.</summary>
    public double Scale { get; private set; }

    /// <summary>The fixed-point sum of weight x distance over all ranks.</summary>
    public long Total { get; private set; }

    /// <summary>The distances, one per lane of the chunks.</summary>
    public ReadOnlySpan<float> Distances => _distances;

    /// <summary>The index of the nearest centre, one per lane of the chunks.</summary>
    public ReadOnlySpan<int> Nearest => _nearest;

    /// <summary>Forgets all centres: every row is then equally far, so that the first draw is by weight alone.</summary>
    public void Clear()
    {
        CenterCount = 0;
        Array.Fill(_distances, 1f);
        Largest = 1;
        Sum();
    }

    /// <summary>Adds centres.</summary>
    /// <param name="centers">Row-major (centres, features); the same on every rank.</param>
    public void Add(ReadOnlySpan<float> centers)
    {
        int features = _work.FeatureCount;
        int count = centers.Length / features;
        bool first = CenterCount == 0;
        int firstIndex = CenterCount;
        var largest = new float[_work.Team.Threads];
        using var panel = new CentroidPanel(count, features);
        panel.Pack(centers);
        fixed (float* values = centers)
        {
            float* pinned = values;
            _work.ForEachChunk((thread, _, chunk) =>
                largest[thread] = Math.Max(largest[thread], AddToChunk(chunk, panel, pinned, first, firstIndex)));
        }

        CenterCount += count;
        float[] all = [largest.Max()];
        _work.Collective.Max(all);
        Largest = all[0];
        Sum();
    }

    /// <summary>Draws rows with a probability proportional to weight x distance.</summary>
    /// <param name="numbers">One uniform 64-bit number per row to draw; the same on every rank.</param>
    /// <returns>The rows' values, row-major (numbers, features), the same on every rank.</returns>
    public float[] Draw(ReadOnlySpan<ulong> numbers)
    {
        int features = _work.FeatureCount;
        long before = _rankSums.Take(_work.Collective.Rank).Sum();
        long mine = _rankSums[_work.Collective.Rank];
        var found = new List<int>();
        var values = new List<float>();
        var row = new float[features];
        for (int i = 0; i < numbers.Length; i++)
        {
            long target = (long)Math.BigMul(numbers[i], (ulong)Total, out _);
            if (target >= before && target - before < mine)
            {
                CopyRowAt(target - before, row);
                found.Add(i);
                values.AddRange(row);
            }
        }

        int[][] places = _work.Collective.Gather<int>(found.ToArray());
        float[][] rows = _work.Collective.Gather<float>(values.ToArray());
        var drawn = new float[numbers.Length * features];
        for (int rank = 0; rank < places.Length; rank++)
        {
            for (int i = 0; i < places[rank].Length; i++)
            {
                rows[rank].AsSpan(i * features, features).CopyTo(drawn.AsSpan(places[rank][i] * features));
            }
        }

        return drawn;
    }

    private float AddToChunk(TileChunk chunk, CentroidPanel panel, float* centers, bool first, int firstIndex)
    {
        int lanes = chunk.TileCount * RowTiles.TileRows;
        float* distances = stackalloc float[TileChunk.MaxLanes];
        int* labels = stackalloc int[TileChunk.MaxLanes];
        TileSegment segment = _work.Rows.Tiles.Segments[chunk.Segment];
        float* tiles = segment.Tile(chunk.FirstTile);
        if (panel.ClusterCount == 1)
        {
            new Span<int>(labels, lanes).Clear();
            _work.Distances.SquaredDistancesToOne(tiles, chunk.TileCount, panel.FeatureCount, centers, distances);
        }
        else
        {
            _work.Distances.Assign(tiles, chunk.TileCount, panel, distances, labels);
            _work.Distances.SquaredDistances(tiles, chunk.TileCount, panel.FeatureCount, centers, labels, distances);
        }

        int rows = chunk.RowCount(_work.Rows.Tiles);
        return NearestUpdate.Apply(
            new Span<float>(distances, rows),
            new Span<int>(labels, rows),
            _distances.AsSpan(chunk.FirstLane, rows),
            _nearest.AsSpan(chunk.FirstLane, rows),
            first,
            firstIndex);
    }

    /// <summary>Brings the sums up to date, at a scale that fits the largest distance.</summary>
    private void Sum()
    {
        Scale = FixedPoint.Scale((double)_work.Rows.LargestWeight * Largest, _work.Rows.RowCount);
        _work.ForEachChunk((_, index, chunk) =>
        {
            ReadOnlySpan<float> distances = Distances.Slice(chunk.FirstLane, chunk.RowCount(_work.Rows.Tiles));
            _chunkSums[index] = PotentialSum.Of(distances, distances, Weights(chunk), Scale);
        });
        _rankSums = [.. _work.Collective.Gather<long>([_chunkSums.Sum()]).Select(sums => sums[0])];
        Total = _rankSums.Sum();
    }

    /// <summary>The fixed-point weight x distance of a row.</summary>
    private long Potential(float distance, ReadOnlySpan<float> weights, int lane) =>
        FixedPoint.Round(weights.IsEmpty ? distance : distance * weights[lane], Scale);

    /// <summary>The weights of a chunk's rows; empty when every row weighs 1.</summary>
    public ReadOnlySpan<float> Weights(TileChunk chunk)
    {
        float[]? weights = _work.Rows.Tiles.Segments[chunk.Segment].Weights;
        return weights is null ? [] : weights.AsSpan(chunk.FirstTile * RowTiles.TileRows);
    }

    /// <summary>Copies the row in whose share of this rank's sum the target lies.</summary>
    private void CopyRowAt(long target, Span<float> row)
    {
        int index = 0;
        while (target >= _chunkSums[index])
        {
            target -= _chunkSums[index++];
        }

        TileChunk chunk = _work.Rows.Chunks[index];
        ReadOnlySpan<float> weights = Weights(chunk);
        for (int lane = 0; ; lane++)
        {
            target -= Potential(_distances[chunk.FirstLane + lane], weights, lane);
            if (target < 0)
            {
                _work.Rows.Tiles.Segments[chunk.Segment].CopyRow((chunk.FirstTile * RowTiles.TileRows) + lane, row);
                return;
            }
        }
    }
}
