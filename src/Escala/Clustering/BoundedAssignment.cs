using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Escala.Clustering.Kernels;
using Escala.Numerics;

namespace Escala.Clustering;

/// <summary>
/// One thread's scratch memory for finding the nearest centroids of some tiles with the help of bounds: each row is measured
/// against the group of its own centroid, and then against those groups only whose bound is not above that distance.
/// </summary>
internal sealed unsafe class BoundedAssignment : IDisposable
{
    private const int ScratchBytes = 512 * 1024;

    /// <summary>The listed rows that are measured between fetching lines of the tiles to come.</summary>
    private const int RowsPerFetch = 32;

    /// <summary>The cache lines fetched at a time: few enough not to wait for them.</summary>
    private const int LinesPerFetch = 32;

    private const int CacheLine = 64;

    private readonly DistanceKernels _distances;
    private readonly int _features;
    private readonly int _stride;
    private readonly int _lanes;
    private readonly int[] _counts = new int[CentroidGroups.MostGroups];
    private float* _rows;
    private float* _origin;
    private float* _nearest;
    private float* _lower;
    private float* _upper;
    private float* _listNearest;
    private int* _listPlaces;
    private ushort* _lists;
    private ushort* _nearer;
    private byte* _ahead;
    private byte* _aheadEnd;

    /// <summary>Reserves memory.</summary>
    /// <param name="kernels">The instructions to use; not the portable ones.</param>
    /// <param name="featureCount">The number of features.</param>
    public BoundedAssignment(KernelSet kernels, int featureCount)
    {
        _distances = DistanceKernels.For(kernels);
        _features = featureCount;

        // One cache line more than the features need: rows a power of two apart would compete for the same lines of the cache.
        _stride = ((featureCount + 15) / 16 * 16) + 16;
        TilesAtOnce = Math.Clamp(ScratchBytes / (RowTiles.TileRows * _stride * sizeof(float)), 1, LloydWorker.MostTilesAtOnce);
        _lanes = TilesAtOnce * RowTiles.TileRows;
        int listed = _lanes + GroupKernels.ListUnit;
        _rows = Allocate<float>(_lanes * _stride);
        _origin = Allocate<float>(featureCount);
        _nearest = Allocate<float>(_lanes);
        _lower = Allocate<float>(_lanes);
        _upper = Allocate<float>(_lanes);
        _listNearest = Allocate<float>(listed);
        _listPlaces = Allocate<int>(listed);
        _lists = Allocate<ushort>(listed * CentroidGroups.MostGroups);
        _nearer = Allocate<ushort>(listed);
    }

    ~BoundedAssignment() => Free();

    /// <summary>The most tiles to assign at a time.</summary>
    public int TilesAtOnce { get; }

    /// <summary>How many times a row met a group since <see cref="Begin"/>.</summary>
    public long Meetings { get; private set; }

    /// <summary>Forgets how many times rows met groups before.</summary>
    public void Begin() => Meetings = 0;

    /// <summary>Says which tiles will be assigned after the next ones, so that they come into the cache meanwhile.</summary>
    /// <param name="segment">The rows.</param>
    /// <param name="firstTile">The first of the tiles.</param>
    /// <param name="endTile">The tile after the last one; no more are fetched than are assigned at a time.</param>
    public void Announce(TileSegment segment, int firstTile, int endTile)
    {
        _ahead = (byte*)segment.Tile(firstTile);
        _aheadEnd = (byte*)segment.Tile(Math.Min(firstTile + TilesAtOnce, endTile));
    }

    /// <summary>Finds the nearest centroid of each row, and brings the rows' bounds up to date.</summary>
    /// <param name="bounds">The bounds, which have followed the centroids.</param>
    /// <param name="segment">The rows.</param>
    /// <param name="firstLane">The place of the first tile in an array of one element per lane of all rows.</param>
    /// <param name="firstTile">The first tile.</param>
    /// <param name="tileCount">The number of tiles, at most <see cref="TilesAtOnce"/>.</param>
    /// <param name="labels">In: a label per row; any. Out: the index of its nearest centroid; 64 per tile.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Assign(GroupBounds bounds, TileSegment segment, int firstLane, int firstTile, int tileCount, int* labels)
    {
        int rows = Math.Min(tileCount * RowTiles.TileRows, segment.RowCount - (firstTile * RowTiles.TileRows));
        for (int tile = 0; tile < tileCount; tile++)
        {
            TileLayout.ToRows(segment.Tile(firstTile + tile), _features, _rows + ((nint)tile * RowTiles.TileRows * _stride), _stride);
        }

        float* squaredNorms = bounds.SquaredNorms(firstLane);
        if (!bounds.HasNorms)
        {
            _distances.SquaredDistancesToOne(segment.Tile(firstTile), tileCount, _features, _origin, squaredNorms);
        }

        float* tileBounds = bounds.Of(firstLane);
        AllowForRounding(bounds.LargestNorm, squaredNorms, tileCount * RowTiles.TileRows);
        ListOwnGroups(bounds.Groups, rows, labels);
        MeasureOwn(bounds, tileBounds, labels);
        ListOtherGroups(bounds, tileBounds, rows, labels);
        MeasureOthers(bounds, tileBounds, labels);
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private static T* Allocate<T>(int count)
        where T : unmanaged
    {
        nuint bytes = (nuint)count * (nuint)sizeof(T);
        void* memory = NativeMemory.AlignedAlloc(bytes, 64);
        NativeMemory.Clear(memory, bytes);
        return (T*)memory;
    }

    /// <summary>
    /// |x|^2 less and plus what float32 distances of a row may be off: a chain of d multiply-adds whose partial sums stay below
    /// (|c| + |x|)^2 errs by at most d x 2^-24 of that; four times as much covers |x|^2 and the sums made of both.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AllowForRounding(float largestNorm, float* squaredNorms, int lanes)
    {
        Vector256<float> norm = Vector256.Create(largestNorm);
        Vector256<float> unit = Vector256.Create(4 * (_features + 4) * GroupBounds.Rounding.Unit);
        for (int lane = 0; lane < lanes; lane += Vector256<float>.Count)
        {
            Vector256<float> squared = Vector256.Load(squaredNorms + lane);
            Vector256<float> reach = norm + (Vector256.Sqrt(squared) * GroupBounds.Rounding.Up);
            Vector256<float> error = unit * reach * reach;
            (squared - error).Store(_lower + lane);
            (squared + error).Store(_upper + lane);
        }
    }

    private void ListOwnGroups(CentroidGroups groups, int rows, int* labels)
    {
        Array.Clear(_counts);
        for (int row = 0; row < rows; row++)
        {
            Append(groups.GroupOf[labels[row]], row);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ListOtherGroups(GroupBounds bounds, float* tileBounds, int rows, int* labels)
    {
        Array.Clear(_counts);
        uint existing = (1u << bounds.Groups.GroupCount) - 1;
        for (int row = 0; row < rows; row++)
        {
            float threshold = MathF.Sqrt(MathF.Max(0, _nearest[row] + _upper[row])) * GroupBounds.Rounding.Up;
            uint within = GroupKernels.Within(tileBounds + ((nint)row * CentroidGroups.MostGroups), bounds.DriftBounds, threshold) & existing;
            within &= ~(1u << bounds.Groups.GroupOf[labels[row]]);
            for (; within != 0; within &= within - 1)
            {
                Append(BitOperations.TrailingZeroCount(within), row);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Append(int group, int row) => List(group)[_counts[group]++] = (ushort)row;

    private ushort* List(int group) => _lists + ((nint)group * (_lanes + GroupKernels.ListUnit));

    /// <summary>Measures the listed rows against the groups of their own centroids.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MeasureOwn(GroupBounds bounds, float* tileBounds, int* labels)
    {
        for (int group = 0; group < bounds.Groups.GroupCount; group++)
        {
            int count = _counts[group];
            ushort* list = Padded(List(group), count);
            if (count == 0)
            {
                continue;
            }

            GroupKernels.Nearest(_rows, _stride, list, count, bounds.Groups, group, _listNearest, _listPlaces);
            for (int i = 0; i < count; i++)
            {
                _nearest[list[i]] = _listNearest[i];
                labels[list[i]] = bounds.Groups.Centroids[_listPlaces[i]];
            }

            Raise(tileBounds + group, list, count, bounds.Drift(group));
        }
    }

    /// <summary>Measures the listed rows against other groups. Few of them find a nearer centroid, and only these ask which one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MeasureOthers(GroupBounds bounds, float* tileBounds, int* labels)
    {
        for (int group = 0; group < bounds.Groups.GroupCount; group++)
        {
            int count = _counts[group];
            ushort* list = Padded(List(group), count);
            if (count == 0)
            {
                continue;
            }

            for (int first = 0; first < count; first += RowsPerFetch)
            {
                FetchAhead();
                int few = Math.Min(RowsPerFetch, count - first);
                GroupKernels.Nearest(_rows, _stride, list + first, few, bounds.Groups, group, _listNearest + first, places: null);
            }

            int nearer = Raise(tileBounds + group, list, count, bounds.Drift(group));
            if (nearer > 0)
            {
                Take(bounds.Groups, group, nearer, labels);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void FetchAhead()
    {
        for (int i = 0; i < LinesPerFetch && _ahead < _aheadEnd; i++, _ahead += CacheLine)
        {
            Sse.Prefetch1(_ahead);
        }
    }

    /// <summary>
    /// Sets the bounds of listed rows to what was measured, and makes the list <see cref="_nearer"/> of those for which that is no
    /// farther than the nearest centroid so far.
    /// </summary>
    /// <returns>The number of those.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Raise(float* groupBounds, ushort* list, int count, float drift)
    {
        const int Width = 8;
        float* raised = stackalloc float[Width];
        int nearer = 0;
        Meetings += count;
        for (int i = 0; i < count; i += Width)
        {
            Vector256<int> rows = Avx2.ConvertToVector256Int32(Vector128.Load(list + i));
            Vector256<float> nearest = Vector256.Load(_listNearest + i);
            Vector256<float> squared = nearest + Avx2.GatherVector256(_lower, rows, sizeof(float));
            Vector256<float> distance = Vector256.Sqrt(Avx.Max(squared, Vector256<float>.Zero));
            ((distance + Vector256.Create(drift)) * GroupBounds.Rounding.Down).Store(raised);
            int lanes = Math.Min(Width, count - i);
            for (int lane = 0; lane < lanes; lane++)
            {
                groupBounds[(nint)list[i + lane] * CentroidGroups.MostGroups] = raised[lane];
            }

            uint isNearer = Vector256.LessThanOrEqual(nearest, Avx2.GatherVector256(_nearest, rows, sizeof(float)))
                .ExtractMostSignificantBits() & ((1u << lanes) - 1);
            for (; isNearer != 0; isNearer &= isNearer - 1)
            {
                _nearer[nearer++] = list[i + BitOperations.TrailingZeroCount(isNearer)];
            }
        }

        return nearer;
    }

    /// <summary>Gives rows their nearest centroid of a group where it is nearer than that so far, or as near and before it.</summary>
    private void Take(CentroidGroups groups, int group, int count, int* labels)
    {
        GroupKernels.Nearest(_rows, _stride, Padded(_nearer, count), count, groups, group, _listNearest, _listPlaces);
        for (int i = 0; i < count; i++)
        {
            int row = _nearer[i];
            int label = groups.Centroids[_listPlaces[i]];
            if (_listNearest[i] < _nearest[row] || label < labels[row])
            {
                _nearest[row] = _listNearest[i];
                labels[row] = label;
            }
        }
    }

    /// <summary>Fills a list up, so that kernels can take several rows at a time.</summary>
    private static ushort* Padded(ushort* list, int count)
    {
        for (int i = count; i % GroupKernels.ListUnit != 0; i++)
        {
            list[i] = list[0];
        }

        return list;
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_rows);
        NativeMemory.AlignedFree(_origin);
        NativeMemory.AlignedFree(_nearest);
        NativeMemory.AlignedFree(_lower);
        NativeMemory.AlignedFree(_upper);
        NativeMemory.AlignedFree(_listNearest);
        NativeMemory.AlignedFree(_listPlaces);
        NativeMemory.AlignedFree(_lists);
        NativeMemory.AlignedFree(_nearer);
        _rows = _origin = _nearest = _lower = _upper = _listNearest = null;
        _listPlaces = null;
        _lists = _nearer = null;
    }
}
