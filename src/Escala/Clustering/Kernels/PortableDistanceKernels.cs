using Escala.Numerics;

namespace Escala.Clustering.Kernels;

/// <summary>The distance kernels without vector instructions; also the reference that the others are tested against.</summary>
internal sealed unsafe class PortableDistanceKernels : DistanceKernels
{
    public override void Assign(float* tiles, int tileCount, CentroidPanel panel, float* nearest, int* labels)
    {
        int features = panel.FeatureCount;
        for (int row = 0; row < tileCount * RowTiles.TileRows; row++)
        {
            float* lane = Lane(tiles, row, features);
            float best = float.PositiveInfinity;
            int label = 0;
            for (int cluster = 0; cluster < panel.ClusterCount; cluster++)
            {
                float* centroid = panel.Values + ((nint)(cluster / CentroidPanel.GroupSize) * CentroidPanel.GroupSize * features)
                    + (cluster % CentroidPanel.GroupSize);
                float distance = panel.SquaredNorms[cluster];
                for (int feature = 0; feature < features; feature++)
                {
                    distance = MathF.FusedMultiplyAdd(
                        lane[feature * RowTiles.TileRows], centroid[feature * CentroidPanel.GroupSize], distance);
                }

                if (distance < best)
                {
                    best = distance;
                    label = cluster;
                }
            }

            nearest[row] = best;
            labels[row] = label;
        }
    }

    public override void SquaredDistances(
        float* tiles, int tileCount, int features, float* centroids, int* labels, float* distances)
    {
        for (int row = 0; row < tileCount * RowTiles.TileRows; row++)
        {
            distances[row] = SquaredDistance(Lane(tiles, row, features), features, centroids + ((nint)labels[row] * features));
        }
    }

    public override void SquaredDistancesToOne(float* tiles, int tileCount, int features, float* centroid, float* distances)
    {
        for (int row = 0; row < tileCount * RowTiles.TileRows; row++)
        {
            distances[row] = SquaredDistance(Lane(tiles, row, features), features, centroid);
        }
    }

    private static float SquaredDistance(float* lane, int features, float* centroid)
    {
        float distance = 0;
        for (int feature = 0; feature < features; feature++)
        {
            float difference = lane[feature * RowTiles.TileRows] - centroid[feature];
            distance = MathF.FusedMultiplyAdd(difference, difference, distance);
        }

        return distance;
    }

    private static float* Lane(float* tiles, int row, int features) =>
        tiles + ((nint)(row / RowTiles.TileRows) * RowTiles.TileRows * features) + (row % RowTiles.TileRows);
}
