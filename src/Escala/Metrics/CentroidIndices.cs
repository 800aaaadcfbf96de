using Escala.Numerics;

namespace Escala.Metrics;

/// <summary>The figures that follow from the clusters' means and spreads alone.</summary>
internal static unsafe class CentroidIndices
{
    /// <summary>
    /// Davies and Bouldin, "A Cluster Separation Measure", 1979: the mean over clusters of max over others of (s_i + s_j) / d_ij,
    /// where s is the mean distance of a cluster's rows to its mean, and d the distance of two means. Means that coincide are
    /// passed over.
    /// </summary>
    public static double DaviesBouldin(ClusterMoments moments, CoreTeam team, CancellationToken cancellationToken)
    {
        int clusters = moments.ClusterCount;
        double[] spreads = [.. moments.Distances.Select((sum, cluster) => sum / moments.Counts[cluster])];
        var worst = new double[clusters];
        int groups = (clusters + PointDistances.Lanes - 1) / PointDistances.Lanes;
        team.ForEach(groups, (_, group) =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            WorstOfGroup(moments, spreads, group * PointDistances.Lanes, worst);
        });
        return worst.Sum() / clusters;
    }

    /// <summary>
    /// Calinski and Harabasz, "A dendrite method for cluster analysis", 1974: (B / (k - 1)) / (W / (n - k)), where B is the sum of
    /// squared distances of the clusters' means to the mean of all rows, each times its number of rows, and W that of the rows to
    /// their cluster's mean. 1 when W is 0, as in scikit-learn.
    /// </summary>
    public static double CalinskiHarabasz(ClusterMoments moments)
    {
        double within = moments.SquaredDistances.Sum();
        double between = 0;
        for (int cluster = 0; cluster < moments.ClusterCount; cluster++)
        {
            double squared = 0;
            for (int feature = 0; feature < moments.FeatureCount; feature++)
            {
                double difference = moments.Centroids[(cluster * moments.FeatureCount) + feature] - moments.Mean[feature];
                squared += difference * difference;
            }

            between += moments.Counts[cluster] * squared;
        }

        return within == 0 ? 1 : between * (moments.RowCount - moments.ClusterCount) / (within * (moments.ClusterCount - 1.0));
    }

    /// <summary>Sets the largest ratio of each of 16 clusters.</summary>
    private static void WorstOfGroup(ClusterMoments moments, double[] spreads, int first, double[] worst)
    {
        int features = moments.FeatureCount;
        int count = Math.Min(PointDistances.Lanes, moments.ClusterCount - first);
        var group = new double[PointDistances.Lanes * features];
        double* squared = stackalloc double[PointDistances.Lanes];
        fixed (double* centroids = moments.Centroids, lanes = group)
        {
            PointDistances.ToLanes(centroids + ((nint)first * features), count, features, lanes);
            for (int other = 0; other < moments.ClusterCount; other++)
            {
                PointDistances.Squared(lanes, centroids + ((nint)other * features), 1, features, squared);
                for (int lane = 0; lane < count; lane++)
                {
                    double ratio = squared[lane] == 0 ? 0 : (spreads[first + lane] + spreads[other]) / Math.Sqrt(squared[lane]);
                    worst[first + lane] = Math.Max(worst[first + lane], ratio);
                }
            }
        }
    }
}
