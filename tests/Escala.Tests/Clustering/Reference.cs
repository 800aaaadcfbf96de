namespace Escala.Tests.Clustering;

/// <summary>K-means' distances in float64, written as plainly as possible.</summary>
internal static class Reference
{
    /// <summary>The nearest centroid of each row, and the sum of the squared distances.</summary>
    public static (int[] Labels, double Inertia) Nearest(float[] rows, double[,] centroids)
    {
        int features = centroids.GetLength(1);
        var labels = new int[rows.Length / features];
        double inertia = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            double best = double.PositiveInfinity;
            for (int cluster = 0; cluster < centroids.GetLength(0); cluster++)
            {
                double distance = 0;
                for (int feature = 0; feature < features; feature++)
                {
                    double difference = rows[(row * features) + feature] - centroids[cluster, feature];
                    distance += difference * difference;
                }

                if (distance < best)
                {
                    best = distance;
                    labels[row] = cluster;
                }
            }

            inertia += best;
        }

        return (labels, inertia);
    }
}
