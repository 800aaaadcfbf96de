using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Escala.Numerics;
using Lanes = System.Runtime.Intrinsics.Vector512<float>;

namespace Escala.Clustering.Kernels;

/// <summary>
/// The distance kernels with AVX-512. A tile's 64 rows are the lanes of four registers and meet four centroids at a time, which
/// makes 16 accumulators that never leave their registers: no method is called within the innermost loops, and the labels travel
/// as the bits of floats, so that one comparison mask serves the minimum and its index. This is why the methods are long.
/// </summary>
internal sealed unsafe class Avx512DistanceKernels : DistanceKernels
{
    private const int Width = 16;

    /// <summary>The values of a page of 4 kB.</summary>
    private const int PageLength = 4096 / sizeof(float);

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
        Avx2DistanceKernels.Distances(tiles, tileCount, features, centroids, labels, distances);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void SquaredDistancesToOne(float* tiles, int tileCount, int features, float* centroid, float* distances)
    {
        for (float* end = distances + ((nint)tileCount * RowTiles.TileRows); distances < end; distances += RowTiles.TileRows)
        {
            Lanes sum0 = Lanes.Zero, sum1 = sum0, sum2 = sum0, sum3 = sum0;
            for (int feature = 0; feature < features; feature++, tiles += RowTiles.TileRows)
            {
                Lanes value = Vector512.Create(centroid[feature]);
                Lanes difference0 = Vector512.LoadAligned(tiles) - value;
                Lanes difference1 = Vector512.LoadAligned(tiles + Width) - value;
                Lanes difference2 = Vector512.LoadAligned(tiles + (2 * Width)) - value;
                Lanes difference3 = Vector512.LoadAligned(tiles + (3 * Width)) - value;
                sum0 = Avx512F.FusedMultiplyAdd(difference0, difference0, sum0);
                sum1 = Avx512F.FusedMultiplyAdd(difference1, difference1, sum1);
                sum2 = Avx512F.FusedMultiplyAdd(difference2, difference2, sum2);
                sum3 = Avx512F.FusedMultiplyAdd(difference3, difference3, sum3);
            }

            Store(distances, sum0, sum1, sum2, sum3);
        }
    }

    /// <summary>
    /// Any number of features: 64 rows meet four centroids in a pass over the features. The next tile is fetched meanwhile, part by
    /// part: processors do not look beyond the 4 kB page that they read, and a tile is often just one.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AssignToAny(
        float* tiles, int tileCount, int features, float* values, float* norms, int paddedCount, float* nearest, int* labels)
    {
        nint tileLength = (nint)features * RowTiles.TileRows;
        nint groups = paddedCount / CentroidPanel.GroupSize;
        nint fetched = ((tileLength / Width) + groups - 1) / groups * Width;
        for (int tile = 0; tile < tileCount; tile++, tiles += tileLength)
        {
            Lanes best0 = Vector512.Create(float.PositiveInfinity), best1 = best0, best2 = best0, best3 = best0;
            Lanes label0 = Lanes.Zero, label1 = label0, label2 = label0, label3 = label0;
            float* tileEnd = tiles + tileLength;
            float* q = values;
            float* ahead = tileEnd;
            for (int cluster = 0; cluster < paddedCount; cluster += CentroidPanel.GroupSize)
            {
                for (float* end = ahead + fetched; ahead < end; ahead += Width)
                {
                    Sse.Prefetch0(ahead);
                }

                Lanes a0 = Vector512.Create(norms[cluster]), a1 = a0, a2 = a0, a3 = a0;
                Lanes b0 = Vector512.Create(norms[cluster + 1]), b1 = b0, b2 = b0, b3 = b0;
                Lanes c0 = Vector512.Create(norms[cluster + 2]), c1 = c0, c2 = c0, c3 = c0;
                Lanes d0 = Vector512.Create(norms[cluster + 3]), d1 = d0, d2 = d0, d3 = d0;
                float* x = tiles;
                do
                {
                    Lanes x0 = Vector512.LoadAligned(x), x1 = Vector512.LoadAligned(x + Width);
                    Lanes x2 = Vector512.LoadAligned(x + (2 * Width)), x3 = Vector512.LoadAligned(x + (3 * Width));
                    Lanes value = Vector512.Create(q[0]);
                    a0 = Avx512F.FusedMultiplyAdd(x0, value, a0);
                    a1 = Avx512F.FusedMultiplyAdd(x1, value, a1);
                    a2 = Avx512F.FusedMultiplyAdd(x2, value, a2);
                    a3 = Avx512F.FusedMultiplyAdd(x3, value, a3);
                    value = Vector512.Create(q[1]);
                    b0 = Avx512F.FusedMultiplyAdd(x0, value, b0);
                    b1 = Avx512F.FusedMultiplyAdd(x1, value, b1);
                    b2 = Avx512F.FusedMultiplyAdd(x2, value, b2);
                    b3 = Avx512F.FusedMultiplyAdd(x3, value, b3);
                    value = Vector512.Create(q[2]);
                    c0 = Avx512F.FusedMultiplyAdd(x0, value, c0);
                    c1 = Avx512F.FusedMultiplyAdd(x1, value, c1);
                    c2 = Avx512F.FusedMultiplyAdd(x2, value, c2);
                    c3 = Avx512F.FusedMultiplyAdd(x3, value, c3);
                    value = Vector512.Create(q[3]);
                    d0 = Avx512F.FusedMultiplyAdd(x0, value, d0);
                    d1 = Avx512F.FusedMultiplyAdd(x1, value, d1);
                    d2 = Avx512F.FusedMultiplyAdd(x2, value, d2);
                    d3 = Avx512F.FusedMultiplyAdd(x3, value, d3);
                    q += CentroidPanel.GroupSize;
                    x += RowTiles.TileRows;
                }
                while (x < tileEnd);

                Lanes label = Vector512.Create(cluster).AsSingle();
                Take(a0, label, ref best0, ref label0);
                Take(a1, label, ref best1, ref label1);
                Take(a2, label, ref best2, ref label2);
                Take(a3, label, ref best3, ref label3);
                label = Vector512.Create(cluster + 1).AsSingle();
                Take(b0, label, ref best0, ref label0);
                Take(b1, label, ref best1, ref label1);
                Take(b2, label, ref best2, ref label2);
                Take(b3, label, ref best3, ref label3);
                label = Vector512.Create(cluster + 2).AsSingle();
                Take(c0, label, ref best0, ref label0);
                Take(c1, label, ref best1, ref label1);
                Take(c2, label, ref best2, ref label2);
                Take(c3, label, ref best3, ref label3);
                label = Vector512.Create(cluster + 3).AsSingle();
                Take(d0, label, ref best0, ref label0);
                Take(d1, label, ref best1, ref label1);
                Take(d2, label, ref best2, ref label2);
                Take(d3, label, ref best3, ref label3);
            }

            Store(nearest + ((nint)tile * RowTiles.TileRows), best0, best1, best2, best3);
            Store((float*)labels + ((nint)tile * RowTiles.TileRows), label0, label1, label2, label3);
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

    /// <summary>
    /// One to three features, a constant of each caller: the whole tile stays in registers for all centroids. What is a 4 kB page ahead
    /// is fetched meanwhile, because processors do not look beyond the page that they read.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AssignToFew(
        int features, float* tiles, int tileCount, float* values, float* norms, int clusterCount, float* nearest, int* labels)
    {
        for (int tile = 0; tile < tileCount; tile++, tiles += features * RowTiles.TileRows)
        {
            for (int line = 0; line < features * RowTiles.TileRows; line += Width)
            {
                Sse.Prefetch0(tiles + PageLength + line);
            }

            Lanes x0 = Vector512.LoadAligned(tiles), x1 = Vector512.LoadAligned(tiles + Width);
            Lanes x2 = Vector512.LoadAligned(tiles + (2 * Width)), x3 = Vector512.LoadAligned(tiles + (3 * Width));
            Lanes y0 = x0, y1 = x0, y2 = x0, y3 = x0, z0 = x0, z1 = x0, z2 = x0, z3 = x0;
            if (features >= 2)
            {
                (y0, y1) = (Vector512.LoadAligned(tiles + (4 * Width)), Vector512.LoadAligned(tiles + (5 * Width)));
                (y2, y3) = (Vector512.LoadAligned(tiles + (6 * Width)), Vector512.LoadAligned(tiles + (7 * Width)));
            }

            if (features == 3)
            {
                (z0, z1) = (Vector512.LoadAligned(tiles + (8 * Width)), Vector512.LoadAligned(tiles + (9 * Width)));
                (z2, z3) = (Vector512.LoadAligned(tiles + (10 * Width)), Vector512.LoadAligned(tiles + (11 * Width)));
            }

            Lanes best0 = Vector512.Create(float.PositiveInfinity), best1 = best0, best2 = best0, best3 = best0;
            Lanes label0 = Lanes.Zero, label1 = label0, label2 = label0, label3 = label0;
            for (int cluster = 0; cluster < clusterCount; cluster++)
            {
                float* q = values + ((nint)(cluster & -CentroidPanel.GroupSize) * features) + (cluster % CentroidPanel.GroupSize);
                Lanes norm = Vector512.Create(norms[cluster]);
                Lanes value = Vector512.Create(*q);
                Lanes a0 = Avx512F.FusedMultiplyAdd(x0, value, norm), a1 = Avx512F.FusedMultiplyAdd(x1, value, norm);
                Lanes a2 = Avx512F.FusedMultiplyAdd(x2, value, norm), a3 = Avx512F.FusedMultiplyAdd(x3, value, norm);
                if (features >= 2)
                {
                    value = Vector512.Create(q[CentroidPanel.GroupSize]);
                    (a0, a1) = (Avx512F.FusedMultiplyAdd(y0, value, a0), Avx512F.FusedMultiplyAdd(y1, value, a1));
                    (a2, a3) = (Avx512F.FusedMultiplyAdd(y2, value, a2), Avx512F.FusedMultiplyAdd(y3, value, a3));
                }

                if (features == 3)
                {
                    value = Vector512.Create(q[2 * CentroidPanel.GroupSize]);
                    (a0, a1) = (Avx512F.FusedMultiplyAdd(z0, value, a0), Avx512F.FusedMultiplyAdd(z1, value, a1));
                    (a2, a3) = (Avx512F.FusedMultiplyAdd(z2, value, a2), Avx512F.FusedMultiplyAdd(z3, value, a3));
                }

                Lanes label = Vector512.Create(cluster).AsSingle();
                Take(a0, label, ref best0, ref label0);
                Take(a1, label, ref best1, ref label1);
                Take(a2, label, ref best2, ref label2);
                Take(a3, label, ref best3, ref label3);
            }

            Store(nearest + ((nint)tile * RowTiles.TileRows), best0, best1, best2, best3);
            Store((float*)labels + ((nint)tile * RowTiles.TileRows), label0, label1, label2, label3);
        }
    }

    /// <summary>Keeps the smaller distance and its label; of equal ones what was there before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take(Lanes distance, Lanes label, ref Lanes best, ref Lanes bestLabel)
    {
        bestLabel = Vector512.ConditionalSelect(Vector512.LessThan(distance, best), label, bestLabel);
        best = Avx512F.Min(distance, best);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* target, Lanes lanes0, Lanes lanes1, Lanes lanes2, Lanes lanes3)
    {
        lanes0.Store(target);
        lanes1.Store(target + Width);
        lanes2.Store(target + (2 * Width));
        lanes3.Store(target + (3 * Width));
    }
}
