using System.Runtime.CompilerServices;
using Escala.Numerics;

namespace Escala.Clustering.Kernels;

/// <summary>
/// The distance kernels without vector instructions; also the reference that the others are tested against. Several rows are
/// taken at a time, because a chain of multiply-adds waits for itself and independent chains do not.
/// </summary>
internal sealed unsafe class PortableDistanceKernels : DistanceKernels
{
    public override void Assign(float* tiles, int tileCount, CentroidPanel panel, float* nearest, int* labels)
    {
        for (int row = 0; row < tileCount * RowTiles.TileRows; row += 2)
        {
            AssignPair(Lane(tiles, row, panel.FeatureCount), panel, nearest + row, labels + row);
        }
    }

    public override void SquaredDistances(
        float* tiles, int tileCount, int features, float* centroids, int* labels, float* distances)
    {
        for (int row = 0; row < tileCount * RowTiles.TileRows; row += 4)
        {
            SquaredDistancesOfFour(
                Lane(tiles, row, features),
                features,
                centroids + ((nint)labels[row] * features),
                centroids + ((nint)labels[row + 1] * features),
                centroids + ((nint)labels[row + 2] * features),
                centroids + ((nint)labels[row + 3] * features),
                distances + row);
        }
    }

    public override void SquaredDistancesToOne(float* tiles, int tileCount, int features, float* centroid, float* distances)
    {
        for (int row = 0; row < tileCount * RowTiles.TileRows; row += 4)
        {
            SquaredDistancesOfFour(
                Lane(tiles, row, features), features, centroid, centroid, centroid, centroid, distances + row);
        }
    }

    /// <summary>Two neighbouring rows meet the centroids of a group at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AssignPair(float* rows, CentroidPanel panel, float* nearest, int* labels)
    {
        nearest[0] = nearest[1] = float.PositiveInfinity;
        labels[0] = labels[1] = 0;
        int features = panel.FeatureCount;
        float* q = panel.Values;
        for (int cluster = 0; cluster < panel.PaddedCount; cluster += CentroidPanel.GroupSize)
        {
            float* norms = panel.SquaredNorms + cluster;
            (float a0, float b0, float c0, float d0) = (norms[0], norms[1], norms[2], norms[3]);
            (float a1, float b1, float c1, float d1) = (a0, b0, c0, d0);
            float* x = rows;
            for (int feature = 0; feature < features; feature++, x += RowTiles.TileRows, q += CentroidPanel.GroupSize)
            {
                a0 = MathF.FusedMultiplyAdd(x[0], q[0], a0);
                a1 = MathF.FusedMultiplyAdd(x[1], q[0], a1);
                b0 = MathF.FusedMultiplyAdd(x[0], q[1], b0);
                b1 = MathF.FusedMultiplyAdd(x[1], q[1], b1);
                c0 = MathF.FusedMultiplyAdd(x[0], q[2], c0);
                c1 = MathF.FusedMultiplyAdd(x[1], q[2], c1);
                d0 = MathF.FusedMultiplyAdd(x[0], q[3], d0);
                d1 = MathF.FusedMultiplyAdd(x[1], q[3], d1);
            }

            Take(a0, cluster, nearest, labels);
            Take(b0, cluster + 1, nearest, labels);
            Take(c0, cluster + 2, nearest, labels);
            Take(d0, cluster + 3, nearest, labels);
            Take(a1, cluster, nearest + 1, labels + 1);
            Take(b1, cluster + 1, nearest + 1, labels + 1);
            Take(c1, cluster + 2, nearest + 1, labels + 1);
            Take(d1, cluster + 3, nearest + 1, labels + 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SquaredDistancesOfFour(float* rows, int features, float* a, float* b, float* c, float* d, float* distances)
    {
        (float sumA, float sumB, float sumC, float sumD) = (0, 0, 0, 0);
        for (int feature = 0; feature < features; feature++, rows += RowTiles.TileRows)
        {
            float differenceA = rows[0] - a[feature];
            float differenceB = rows[1] - b[feature];
            float differenceC = rows[2] - c[feature];
            float differenceD = rows[3] - d[feature];
            sumA = MathF.FusedMultiplyAdd(differenceA, differenceA, sumA);
            sumB = MathF.FusedMultiplyAdd(differenceB, differenceB, sumB);
            sumC = MathF.FusedMultiplyAdd(differenceC, differenceC, sumC);
            sumD = MathF.FusedMultiplyAdd(differenceD, differenceD, sumD);
        }

        (distances[0], distances[1], distances[2], distances[3]) = (sumA, sumB, sumC, sumD);
    }

    /// <summary>Keeps the smaller distance and its label; of equal ones what was there before.</summary>
    private static void Take(float distance, int label, float* best, int* bestLabel)
    {
        if (distance < *best)
        {
            *best = distance;
            *bestLabel = label;
        }
    }

    private static float* Lane(float* tiles, int row, int features) =>
        tiles + ((nint)(row / RowTiles.TileRows) * RowTiles.TileRows * features) + (row % RowTiles.TileRows);
}
