using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Escala.Clustering.Kernels;
using Escala.Numerics;

namespace Escala.Clustering;

/// <summary>One thread's share of a pass: its scratch memory and what the rows that moved change in the cluster sums.</summary>
internal sealed unsafe class LloydWorker : IDisposable
{
    /// <summary>The most tiles between assigning them and looking at who moved; they should still be in the cache then.</summary>
    public const int MostTilesAtOnce = 8;

    /// <summary>The bytes of values between assigning them and looking at who moved, where that makes more than one tile.</summary>
    private const int BytesAtOnce = 16 * 1024;

    /// <summary>From this many moved rows in a tile on, transposing all of it is quicker than taking them one by one.</summary>
    private const int ManyMoved = 12;

    private readonly DistanceKernels _distances;
    private readonly SumKernels _sums;
    private readonly int _features;
    private readonly int _clusters;
    private readonly int _stride;
    private readonly int _tilesAtOnce;
    private readonly KernelSet _kernels;
    private BoundedAssignment? _bounded;
    private long* _totals;
    private double* _scales;
    private float* _scratchRows;
    private float* _ones;
    private float* _nearest;
    private int* _labels;
    private int* _before;

    /// <summary>Reserves memory.</summary>
    public LloydWorker(KernelSet kernels, int clusterCount, int featureCount)
    {
        _distances = DistanceKernels.For(kernels);
        _sums = SumKernels.For(kernels);
        _features = featureCount;
        _clusters = clusterCount;
        _kernels = kernels;
        _stride = (featureCount + SumKernels.StrideUnit) / SumKernels.StrideUnit * SumKernels.StrideUnit;
        _tilesAtOnce = Math.Clamp(BytesAtOnce / (RowTiles.TileRows * featureCount * sizeof(float)), 1, MostTilesAtOnce);
        _totals = Allocate<long>((nuint)clusterCount * (nuint)_stride);
        _scales = Allocate<double>((nuint)_stride);
        _scratchRows = Allocate<float>(RowTiles.TileRows * (nuint)_stride);
        _ones = Allocate<float>(RowTiles.TileRows);
        _nearest = Allocate<float>(RowTiles.TileRows * MostTilesAtOnce);
        _labels = Allocate<int>(RowTiles.TileRows * MostTilesAtOnce);
        _before = Allocate<int>(RowTiles.TileRows);
        new Span<float>(_ones, RowTiles.TileRows).Fill(1);
    }

    ~LloydWorker() => Free();

    /// <summary>The rows that moved since <see cref="Begin"/>.</summary>
    public long Moved { get; private set; }

    /// <summary>How many times a row met a group of centroids since <see cref="Begin"/>, where bounds helped.</summary>
    public long Meetings => _bounded?.Meetings ?? 0;

    /// <summary>Forgets what moved before.</summary>
    /// <param name="sums">The sums that this pass brings up to date.</param>
    public void Begin(ClusterSums sums)
    {
        Moved = 0;
        _bounded?.Begin();
        NativeMemory.Clear(_totals, (nuint)_clusters * (nuint)_stride * sizeof(long));
        sums.ValueScales.CopyTo(new Span<double>(_scales, _features));
        _scales[_features] = sums.WeightScale;
    }

    /// <summary>Assigns the rows of a chunk.</summary>
    public void Run(TileChunk chunk, TileSegment segment, RowLabels labels, CentroidPanel panel)
    {
        int end = chunk.FirstTile + chunk.TileCount;
        for (int first = chunk.FirstTile; first < end; first += _tilesAtOnce)
        {
            int count = Math.Min(_tilesAtOnce, end - first);
            _distances.Assign(segment.Tile(first), count, panel, _nearest, _labels);
            Settle(chunk.Segment, segment, first, count, labels);
        }
    }

    /// <summary>Assigns the rows of a chunk, all of which have labels, with the help of bounds.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="chunk">Which of them.</param>
    /// <param name="next">The chunk that this thread takes afterwards; null when there is none.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="bounds">The bounds.</param>
    public void Run(RowTiles rows, TileChunk chunk, TileChunk? next, RowLabels labels, GroupBounds bounds)
    {
        _bounded ??= new BoundedAssignment(_kernels, _features);
        TileSegment segment = rows.Segments[chunk.Segment];
        int end = chunk.FirstTile + chunk.TileCount;
        for (int first = chunk.FirstTile; first < end; first += _bounded.TilesAtOnce)
        {
            int count = Math.Min(_bounded.TilesAtOnce, end - first);
            for (int i = 0; i < count; i++)
            {
                labels.ReadTile(chunk.Segment, first + i, new Span<int>(_labels + (i * RowTiles.TileRows), RowTiles.TileRows));
            }

            if (first + count < end)
            {
                _bounded.Announce(segment, first + count, end);
            }
            else if (next is { } following)
            {
                _bounded.Announce(rows.Segments[following.Segment], following.FirstTile, following.FirstTile + following.TileCount);
            }

            int firstLane = chunk.FirstLane + ((first - chunk.FirstTile) * RowTiles.TileRows);
            _bounded.Assign(bounds, segment, firstLane, first, count, _labels);
            Settle(chunk.Segment, segment, first, count, labels);
        }
    }

    /// <summary>Adds what moved to the sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddTo(ClusterSums sums)
    {
        for (int cluster = 0; cluster < _clusters; cluster++)
        {
            var source = new ReadOnlySpan<long>(_totals + ((nint)cluster * _stride), sums.Stride);
            Span<long> target = sums.Totals.AsSpan(cluster * sums.Stride, sums.Stride);
            for (int column = 0; column < source.Length; column++)
            {
                target[column] += source[column];
            }
        }
    }

    public void Dispose()
    {
        _bounded?.Dispose();
        Free();
        GC.SuppressFinalize(this);
    }

    private static T* Allocate<T>(nuint count)
        where T : unmanaged
    {
        void* memory = NativeMemory.AlignedAlloc(count * (nuint)sizeof(T), 64);
        NativeMemory.Clear(memory, count * (nuint)sizeof(T));
        return (T*)memory;
    }

    /// <summary>Takes over the labels that were found for some tiles, and moves the rows whose labels changed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Settle(int segmentIndex, TileSegment segment, int first, int count, RowLabels labels)
    {
        for (int i = 0; i < count; i++)
        {
            int* found = _labels + (i * RowTiles.TileRows);
            byte* kept = labels.Tile(segmentIndex, first + i);
            ulong moved = labels.IsByte
                ? LaneLabels.Differences(found, kept)
                : LaneLabels.Differences(found, (int*)kept);
            moved &= ulong.MaxValue >> (RowTiles.TileRows - segment.RowsInTile(first + i));
            if (moved != 0)
            {
                Move(segment, first + i, moved, found, kept, labels.IsByte);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Move(TileSegment segment, int tile, ulong moved, int* found, byte* kept, bool isByte)
    {
        Keep(found, kept, isByte, segment.RowsInTile(tile));
        int count = BitOperations.PopCount(moved);
        fixed (float* segmentWeights = segment.Weights)
        {
            float* weights = segmentWeights is null ? _ones : segmentWeights + ((nint)tile * RowTiles.TileRows);
            if (count >= ManyMoved)
            {
                WeightedRows.TakeAll(segment.Tile(tile), _features, weights, _scratchRows, _stride);
            }
            else
            {
                WeightedRows.Take(moved, segment.Tile(tile), _features, weights, _scratchRows, _stride);
            }
        }

        _sums.Move(moved, _before, found, _scratchRows, _scales, _stride, _totals, _clusters);
        Moved += count;
    }

    /// <summary>Keeps the labels of a tile's rows, and what they were before; lanes after the last row keep "none yet".</summary>
    private void Keep(int* found, byte* kept, bool isByte, int rows)
    {
        if (!isByte)
        {
            new ReadOnlySpan<int>(kept, rows).CopyTo(new Span<int>(_before, rows));
            new ReadOnlySpan<int>(found, rows).CopyTo(new Span<int>(kept, rows));
            return;
        }

        LaneLabels.Replace(found, kept, _before);
        new Span<byte>(kept + rows, RowTiles.TileRows - rows).Fill(byte.MaxValue);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_totals);
        NativeMemory.AlignedFree(_scales);
        NativeMemory.AlignedFree(_scratchRows);
        NativeMemory.AlignedFree(_ones);
        NativeMemory.AlignedFree(_nearest);
        NativeMemory.AlignedFree(_labels);
        NativeMemory.AlignedFree(_before);
        _totals = null;
        _scales = null;
        _scratchRows = _ones = _nearest = null;
        _labels = _before = null;
    }
}
