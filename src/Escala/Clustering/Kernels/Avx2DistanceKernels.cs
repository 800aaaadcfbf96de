using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Escala.Numerics;
using Lanes = System.Runtime.Intrinsics.Vector256<float>;

namespace Escala.Clustering.Kernels;

/// <summary>
/// The distance kernels with AVX2 and FMA. Sixteen rows, the lanes of two registers, meet four centroids at a time: the eight
/// accumulators hide the latency of a multiply-add and leave room for the values, the minima and their labels in 16 registers.
/// The methods are long because nothing may be called within the innermost loops.
/// </summary>
internal sealed unsafe class Avx2DistanceKernels : DistanceKernels
{
    private const int Width = 8;
    private const int StripRows = 2 * Width;

    public override void Assign(float* tiles, int tileCount, CentroidPanel panel, float* nearest, int* labels)
    {
        switch (panel.FeatureCount)
        {
            case 1:
                AssignTo1(tiles, tileCount, panel.Values, panel.SquaredNorms, panel.ClusterCount, nearest, labels);
                break;
            case 2:
                AssignTo2(tiles, tileCount, panel.Values, panel.SquaredNorms, panel.ClusterCount, nearest, labels);
                break;
            case 3:
                AssignTo3(tiles, tileCount, panel.Values, panel.SquaredNorms, panel.ClusterCount, nearest, labels);
                break;
            default:
                AssignToAny(
                    tiles, tileCount, panel.FeatureCount, panel.Values, panel.SquaredNorms, panel.PaddedCount, nearest, labels);
                break;
        }
    }

    public override void SquaredDistances(
        float* tiles, int tileCount, int features, float* centroids, int* labels, float* distances) =>
        Distances(tiles, tileCount, features, centroids, labels, distances);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void SquaredDistancesToOne(float* tiles, int tileCount, int features, float* centroid, float* distances)
    {
        for (int tile = 0; tile < tileCount; tile++, tiles += (nint)features * RowTiles.TileRows)
        {
            for (int half = 0; half < RowTiles.TileRows; half += 4 * Width)
            {
                Lanes sum0 = Lanes.Zero, sum1 = sum0, sum2 = sum0, sum3 = sum0;
                float* x = tiles + half;
                for (int feature = 0; feature < features; feature++, x += RowTiles.TileRows)
                {
                    Lanes value = Vector256.Create(centroid[feature]);
                    Lanes difference0 = Vector256.LoadAligned(x) - value;
                    Lanes difference1 = Vector256.LoadAligned(x + Width) - value;
                    Lanes difference2 = Vector256.LoadAligned(x + (2 * Width)) - value;
                    Lanes difference3 = Vector256.LoadAligned(x + (3 * Width)) - value;
                    sum0 = Fma.MultiplyAdd(difference0, difference0, sum0);
                    sum1 = Fma.MultiplyAdd(difference1, difference1, sum1);
                    sum2 = Fma.MultiplyAdd(difference2, difference2, sum2);
                    sum3 = Fma.MultiplyAdd(difference3, difference3, sum3);
                }

                float* target = distances + ((nint)tile * RowTiles.TileRows) + half;
                sum0.Store(target);
                sum1.Store(target + Width);
                sum2.Store(target + (2 * Width));
                sum3.Store(target + (3 * Width));
            }
        }
    }

    /// <summary>The squared distances to the labelled centroids, whose values are gathered; four chains at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Distances(float* tiles, int tileCount, int features, float* centroids, int* labels, float* distances)
    {
        Vector256<int> stride = Vector256.Create(features);
        for (int tile = 0; tile < tileCount; tile++, tiles += (nint)features * RowTiles.TileRows)
        {
            for (int half = 0; half < RowTiles.TileRows; half += 4 * Width)
            {
                nint first = ((nint)tile * RowTiles.TileRows) + half;
                Vector256<int> start0 = Vector256.Load(labels + first) * stride;
                Vector256<int> start1 = Vector256.Load(labels + first + Width) * stride;
                Vector256<int> start2 = Vector256.Load(labels + first + (2 * Width)) * stride;
                Vector256<int> start3 = Vector256.Load(labels + first + (3 * Width)) * stride;
                Lanes sum0 = Lanes.Zero, sum1 = sum0, sum2 = sum0, sum3 = sum0;
                float* x = tiles + half;
                for (int feature = 0; feature < features; feature++, x += RowTiles.TileRows)
                {
                    float* column = centroids + feature;
                    Lanes difference0 = Vector256.LoadAligned(x) - Avx2.GatherVector256(column, start0, sizeof(float));
                    Lanes difference1 = Vector256.LoadAligned(x + Width) - Avx2.GatherVector256(column, start1, sizeof(float));
                    Lanes difference2 = Vector256.LoadAligned(x + (2 * Width)) - Avx2.GatherVector256(column, start2, sizeof(float));
                    Lanes difference3 = Vector256.LoadAligned(x + (3 * Width)) - Avx2.GatherVector256(column, start3, sizeof(float));
                    sum0 = Fma.MultiplyAdd(difference0, difference0, sum0);
                    sum1 = Fma.MultiplyAdd(difference1, difference1, sum1);
                    sum2 = Fma.MultiplyAdd(difference2, difference2, sum2);
                    sum3 = Fma.MultiplyAdd(difference3, difference3, sum3);
                }

                sum0.Store(distances + first);
                sum1.Store(distances + first + Width);
                sum2.Store(distances + first + (2 * Width));
                sum3.Store(distances + first + (3 * Width));
            }
        }
    }

    /// <summary>Any number of features: 16 rows meet four centroids in a pass over the features.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AssignToAny(
        float* tiles, int tileCount, int features, float* values, float* norms, int paddedCount, float* nearest, int* labels)
    {
        nint tileLength = (nint)features * RowTiles.TileRows;
        for (nint strip = 0; strip < (nint)tileCount * RowTiles.TileRows; strip += StripRows)
        {
            Lanes best0 = Vector256.Create(float.PositiveInfinity), best1 = best0;
            Lanes label0 = Lanes.Zero, label1 = label0;
            float* first = tiles + (strip / RowTiles.TileRows * tileLength) + (strip % RowTiles.TileRows);
            float* end = first + tileLength;
            float* q = values;
            for (int cluster = 0; cluster < paddedCount; cluster += CentroidPanel.GroupSize)
            {
                Lanes a0 = Vector256.Create(norms[cluster]), a1 = a0;
                Lanes b0 = Vector256.Create(norms[cluster + 1]), b1 = b0;
                Lanes c0 = Vector256.Create(norms[cluster + 2]), c1 = c0;
                Lanes d0 = Vector256.Create(norms[cluster + 3]), d1 = d0;
                float* x = first;
                do
                {
                    Lanes x0 = Vector256.LoadAligned(x), x1 = Vector256.LoadAligned(x + Width);
                    Lanes value = Vector256.Create(q[0]);
                    a0 = Fma.MultiplyAdd(x0, value, a0);
                    a1 = Fma.MultiplyAdd(x1, value, a1);
                    value = Vector256.Create(q[1]);
                    b0 = Fma.MultiplyAdd(x0, value, b0);
                    b1 = Fma.MultiplyAdd(x1, value, b1);
                    value = Vector256.Create(q[2]);
                    c0 = Fma.MultiplyAdd(x0, value, c0);
                    c1 = Fma.MultiplyAdd(x1, value, c1);
                    value = Vector256.Create(q[3]);
                    d0 = Fma.MultiplyAdd(x0, value, d0);
                    d1 = Fma.MultiplyAdd(x1, value, d1);
                    q += CentroidPanel.GroupSize;
                    x += RowTiles.TileRows;
                }
                while (x < end);

                Lanes label = Vector256.Create(cluster).AsSingle();
                Take(a0, label, ref best0, ref label0);
                Take(a1, label, ref best1, ref label1);
                label = Vector256.Create(cluster + 1).AsSingle();
                Take(b0, label, ref best0, ref label0);
                Take(b1, label, ref best1, ref label1);
                label = Vector256.Create(cluster + 2).AsSingle();
                Take(c0, label, ref best0, ref label0);
                Take(c1, label, ref best1, ref label1);
                label = Vector256.Create(cluster + 3).AsSingle();
                Take(d0, label, ref best0, ref label0);
                Take(d1, label, ref best1, ref label1);
            }

            best0.Store(nearest + strip);
            best1.Store(nearest + strip + Width);
            label0.AsInt32().Store(labels + strip);
            label1.AsInt32().Store(labels + strip + Width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AssignTo1(
        float* tiles, int tileCount, float* values, float* norms, int clusterCount, float* nearest, int* labels) =>
        AssignToFew(1, tiles, tileCount, values, norms, clusterCount, nearest, labels);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AssignTo2(
        float* tiles, int tileCount, float* values, float* norms, int clusterCount, float* nearest, int* labels) =>
        AssignToFew(2, tiles, tileCount, values, norms, clusterCount, nearest, labels);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AssignTo3(
        float* tiles, int tileCount, float* values, float* norms, int clusterCount, float* nearest, int* labels) =>
        AssignToFew(3, tiles, tileCount, values, norms, clusterCount, nearest, labels);

    /// <summary>One to three features, a constant of each caller: 16 rows stay in registers for all centroids.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AssignToFew(
        int features, float* tiles, int tileCount, float* values, float* norms, int clusterCount, float* nearest, int* labels)
    {
        for (nint strip = 0; strip < (nint)tileCount * RowTiles.TileRows; strip += StripRows)
        {
            float* x = tiles + (strip / RowTiles.TileRows * RowTiles.TileRows * features) + (strip % RowTiles.TileRows);
            Lanes x0 = Vector256.LoadAligned(x), x1 = Vector256.LoadAligned(x + Width);
            Lanes y0 = x0, y1 = x0, z0 = x0, z1 = x0;
            if (features >= 2)
            {
                y0 = Vector256.LoadAligned(x + RowTiles.TileRows);
                y1 = Vector256.LoadAligned(x + RowTiles.TileRows + Width);
            }

            if (features == 3)
            {
                z0 = Vector256.LoadAligned(x + (2 * RowTiles.TileRows));
                z1 = Vector256.LoadAligned(x + (2 * RowTiles.TileRows) + Width);
            }

            Lanes best0 = Vector256.Create(float.PositiveInfinity), best1 = best0;
            Lanes label0 = Lanes.Zero, label1 = label0;
            for (int cluster = 0; cluster < clusterCount; cluster++)
            {
                float* q = values + ((nint)(cluster & -CentroidPanel.GroupSize) * features) + (cluster % CentroidPanel.GroupSize);
                Lanes norm = Vector256.Create(norms[cluster]);
                Lanes value = Vector256.Create(*q);
                Lanes a0 = Fma.MultiplyAdd(x0, value, norm), a1 = Fma.MultiplyAdd(x1, value, norm);
                if (features >= 2)
                {
                    value = Vector256.Create(q[CentroidPanel.GroupSize]);
                    a0 = Fma.MultiplyAdd(y0, value, a0);
                    a1 = Fma.MultiplyAdd(y1, value, a1);
                }

                if (features == 3)
                {
                    value = Vector256.Create(q[2 * CentroidPanel.GroupSize]);
                    a0 = Fma.MultiplyAdd(z0, value, a0);
                    a1 = Fma.MultiplyAdd(z1, value, a1);
                }

                Lanes label = Vector256.Create(cluster).AsSingle();
                Take(a0, label, ref best0, ref label0);
                Take(a1, label, ref best1, ref label1);
            }

            best0.Store(nearest + strip);
            best1.Store(nearest + strip + Width);
            label0.AsInt32().Store(labels + strip);
            label1.AsInt32().Store(labels + strip + Width);
        }
    }

    /// <summary>Keeps the smaller distance and its label; of equal ones what was there before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take(Lanes distance, Lanes label, ref Lanes best, ref Lanes bestLabel)
    {
        bestLabel = Avx.BlendVariable(bestLabel, label, Avx.CompareLessThan(distance, best));
        best = Avx.Min(distance, best);
    }
}
