using System.Runtime.Intrinsics;
using Escala.Engines;
using Escala.Numerics;

namespace Escala.Metrics;

/// <summary>
/// The silhouette with squared Euclidean distances over all rows, which is what Spark's <c>ClusteringEvaluator</c> computes unless
/// told otherwise. The mean squared distance of a row x to a cluster's rows is |x - mean|^2 + their mean squared distance to that
/// mean, so it takes O(rows x clusters x features) instead of O(rows^2 x features). For the row's own cluster of n rows it is
/// multiplied by n / (n - 1), because the row itself does not count.
/// </summary>
internal sealed unsafe class SquaredSilhouette
{
    /// <summary>The clusters taken at a time; their distances to 16 rows fit into the first-level cache.</summary>
    private const int ClustersAtOnce = 64;

    private const int Width = 4;

    private readonly ClusterMoments _moments;

    /// <summary>Per cluster the mean squared distance of its rows to its mean.</summary>
    private readonly double[] _spreads;

    private SquaredSilhouette(ClusterMoments moments)
    {
        _moments = moments;
        _spreads = [.. moments.SquaredDistances.Select((sum, cluster) => sum / moments.Counts[cluster])];
    }

    /// <summary>The mean silhouette; all ranks together.</summary>
    public static double Mean(
        LabelledTiles tiles, ClusterMoments moments, CoreTeam team, ICollective collective, CancellationToken cancellationToken)
    {
        var silhouette = new SquaredSilhouette(moments);
        var sums = new ExactSums[team.Threads];
        var lanes = new double[team.Threads][];
        for (int thread = 0; thread < team.Threads; thread++)
        {
            sums[thread] = new ExactSums(1, [1.0], moments.RowCount);
            lanes[thread] = new double[PointDistances.Lanes * moments.FeatureCount];
        }

        tiles.ForEach(
            team,
            (thread, segment, tile, labels) =>
            {
                for (int first = 0; first < labels.Length; first += PointDistances.Lanes)
                {
                    fixed (double* rows = lanes[thread])
                    {
                        PointDistances.ToLanes(segment.Tile(tile) + first, moments.Unit, moments.FeatureCount, rows);
                        silhouette.Add(rows, labels[first..Math.Min(first + PointDistances.Lanes, labels.Length)], sums[thread]);
                    }
                }
            },
            cancellationToken);
        return ExactSums.Total(sums, collective)[0, 0] / moments.RowCount;
    }

    /// <summary>Adds the silhouettes of up to 16 rows.</summary>
    private void Add(double* rows, ReadOnlySpan<int> labels, ExactSums sum)
    {
        double* own = stackalloc double[PointDistances.Lanes];
        double* within = stackalloc double[PointDistances.Lanes];
        double* nearest = stackalloc double[PointDistances.Lanes];
        double* squared = stackalloc double[ClustersAtOnce * PointDistances.Lanes];
        for (int lane = 0; lane < PointDistances.Lanes; lane++)
        {
            own[lane] = lane < labels.Length ? _moments.Indices[labels[lane]] : -1;
            within[lane] = 0;
            nearest[lane] = double.PositiveInfinity;
        }

        fixed (double* centroids = _moments.Centroids)
        {
            for (int first = 0; first < _moments.ClusterCount; first += ClustersAtOnce)
            {
                int count = Math.Min(ClustersAtOnce, _moments.ClusterCount - first);
                double* points = centroids + ((nint)first * _moments.FeatureCount);
                PointDistances.Squared(rows, points, count, _moments.FeatureCount, squared);
                Compare(squared, first, count, own, within, nearest);
            }
        }

        for (int lane = 0; lane < labels.Length; lane++)
        {
            sum.Add(0, 0, Score(within[lane], nearest[lane], _moments.Counts[(int)own[lane]]));
        }
    }

    /// <summary>Takes from the distances to some clusters that to the row's own and the least of the others.</summary>
    private void Compare(double* squared, int first, int count, double* own, double* within, double* nearest)
    {
        for (int lane = 0; lane < PointDistances.Lanes; lane += Width)
        {
            Vector256<double> mine = Vector256.Load(own + lane);
            Vector256<double> inside = Vector256.Load(within + lane);
            Vector256<double> least = Vector256.Load(nearest + lane);
            for (int i = 0; i < count; i++)
            {
                Vector256<double> mean = Vector256.Load(squared + (i * PointDistances.Lanes) + lane) + Vector256.Create(_spreads[first + i]);
                Vector256<double> isMine = Vector256.Equals(mine, Vector256.Create((double)(first + i)));
                inside = Vector256.ConditionalSelect(isMine, mean, inside);
                least = Vector256.ConditionalSelect(isMine, least, Vector256.Min(least, mean));
            }

            inside.Store(within + lane);
            least.Store(nearest + lane);
        }
    }

    private static double Score(double within, double nearest, long count)
    {
        if (count == 1)
        {
            return 0;
        }

        double own = within * count / (count - 1);
        return own < nearest ? 1 - (own / nearest) : own > nearest ? (nearest / own) - 1 : 0;
    }
}
