using System.Numerics;
using System.Runtime.InteropServices;
using Escala.Clustering.Kernels;
using Escala.Numerics;

namespace Escala.Clustering;

/// <summary>One thread's share of a pass: its scratch memory and what the rows that moved change in the cluster sums.</summary>
internal sealed unsafe class LloydWorker : IDisposable
{
    /// <summary>The most tiles between assigning them and looking at who moved; they should still be in the cache then.</summary>
    private const int MostTilesAtOnce = 8;

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
    private readonly RowMove[] _moves = new RowMove[RowTiles.TileRows];
    private long* _totals;
    private double* _scales;
    private float* _scratchRows;
    private float* _ones;
    private float* _nearest;
    private int* _labels;

    /// <summary>Reserves memory.</summary>
    public LloydWorker(KernelSet kernels, int clusterCount, int featureCount)
    {
        _distances = DistanceKernels.For(kernels);
        _sums = SumKernels.For(kernels);
        _features = featureCount;
        _clusters = clusterCount;
        _stride = (featureCount + SumKernels.StrideUnit) / SumKernels.StrideUnit * SumKernels.StrideUnit;
        _tilesAtOnce = Math.Clamp(BytesAtOnce / (RowTiles.TileRows * featureCount * sizeof(float)), 1, MostTilesAtOnce);
        _totals = Allocate<long>((nuint)clusterCount * (nuint)_stride);
        _scales = Allocate<double>((nuint)_stride);
        _scratchRows = Allocate<float>(RowTiles.TileRows * (nuint)_stride);
        _ones = Allocate<float>(RowTiles.TileRows);
        _nearest = Allocate<float>(RowTiles.TileRows * (nuint)_tilesAtOnce);
        _labels = Allocate<int>(RowTiles.TileRows * (nuint)_tilesAtOnce);
        new Span<float>(_ones, RowTiles.TileRows).Fill(1);
    }

    ~LloydWorker() => Free();

    /// <summary>The rows that moved since <see cref="Begin"/>.</summary>
    public long Moved { get; private set; }

    /// <summary>Forgets what moved before.</summary>
    /// <param name="sums">The sums that this pass brings up to date.</param>
    public void Begin(ClusterSums sums)
    {
        Moved = 0;
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
            for (int i = 0; i < count; i++)
            {
                int* found = _labels + (i * RowTiles.TileRows);
                byte* stored = labels.Tile(chunk.Segment, first + i);
                ulong moved = labels.IsByte
                    ? MovedLanes.FromBytes(found, stored)
                    : MovedLanes.FromIntegers(found, (int*)stored);
                moved &= ulong.MaxValue >> (RowTiles.TileRows - segment.RowsInTile(first + i));
                if (moved != 0)
                {
                    Move(segment, first + i, moved, found, stored, labels.IsByte);
                }
            }
        }
    }

    /// <summary>Adds what moved to the sums.</summary>
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

    private void Move(TileSegment segment, int tile, ulong moved, int* found, byte* stored, bool isByte)
    {
        fixed (float* segmentWeights = segment.Weights)
        {
            float* values = segment.Tile(tile);
            float* weights = segmentWeights is null ? _ones : segmentWeights + ((nint)tile * RowTiles.TileRows);
            int count = BitOperations.PopCount(moved);
            bool isMany = count >= ManyMoved;
            if (isMany)
            {
                WeightedRows.TakeAll(values, _features, weights, _scratchRows, _stride);
            }

            for (int i = 0; i < count; i++, moved &= moved - 1)
            {
                int lane = BitOperations.TrailingZeroCount(moved);
                if (!isMany)
                {
                    WeightedRows.TakeOne(values, _features, lane, weights[lane], _scratchRows + ((nint)i * _stride));
                }

                int from = isByte ? Replace(stored + lane, (byte)found[lane]) : Replace((int*)stored + lane, found[lane]);
                _moves[i] = new RowMove(isMany ? lane : i, from, found[lane]);
            }

            _sums.Move(_moves.AsSpan(0, count), _scratchRows, _scales, _stride, _totals);
            Moved += count;
        }
    }

    private static int Replace(byte* stored, byte label)
    {
        int old = *stored == byte.MaxValue ? -1 : *stored;
        *stored = label;
        return old;
    }

    private static int Replace(int* stored, int label)
    {
        int old = *stored;
        *stored = label;
        return old;
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_totals);
        NativeMemory.AlignedFree(_scales);
        NativeMemory.AlignedFree(_scratchRows);
        NativeMemory.AlignedFree(_ones);
        NativeMemory.AlignedFree(_nearest);
        NativeMemory.AlignedFree(_labels);
        _totals = null;
        _scales = null;
        _scratchRows = _ones = _nearest = null;
        _labels = null;
    }
}
