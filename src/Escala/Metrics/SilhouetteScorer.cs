using Escala.Engines;
using Escala.Numerics;

namespace Escala.Metrics;

/// <summary>
/// Silhouettes with Euclidean distances (Rousseeuw, "Silhouettes: a graphical aid to the interpretation and validation of cluster
/// analysis", 1987): (b - a) / max(a, b), where a is the mean distance of a row to the other rows of its cluster and b the least
/// mean distance to the rows of another cluster; 0 for the only row of a cluster. O(rows^2 x features) in double precision: blocks
/// of 128 rows are scored against all, each sum in the order of the row numbers, so that its bits are the same whoever computes it.
/// </summary>
internal sealed unsafe class SilhouetteScorer
{
    /// <summary>The most rows that are scored; of more rows, a sample of this size is scored within itself.</summary>
    public const int MaxRows = 20_000;

    private const int BlockRows = 8 * PointDistances.Lanes;
    private const int MaxPoints = 128;

    private readonly ClusteredSample _sample;

    private SilhouetteScorer(ClusteredSample sample) => _sample = sample;

    /// <summary>Scores a sample of the rows; all ranks together, each a share of it.</summary>
    /// <param name="sample">The rows, the same on every rank.</param>
    /// <param name="team">This rank's threads.</param>
    /// <param name="collective">The ranks.</param>
    /// <param name="cancellationToken">Checked every few milliseconds.</param>
    public static SilhouetteScores Score(
        RowSample sample, CoreTeam team, ICollective collective, CancellationToken cancellationToken)
    {
        var clustered = new ClusteredSample(sample);
        return new SilhouetteScores
        {
            RowNumbers = sample.RowNumbers,
            Labels = sample.Labels,
            IsSampled = sample.IsPart,
            AbsentReason = clustered.Degeneracy,
            Scores = clustered.Degeneracy is null ? new SilhouetteScorer(clustered).Scores(team, collective, cancellationToken) : [],
        };
    }

    private double[] Scores(CoreTeam team, ICollective collective, CancellationToken cancellationToken)
    {
        long blocks = (_sample.RowCount + BlockRows - 1) / BlockRows;
        int first = (int)(blocks * collective.Rank / collective.World);
        int end = (int)(blocks * (collective.Rank + 1) / collective.World);
        var mine = new double[Math.Max(0, Math.Min(end * BlockRows, _sample.RowCount) - (first * BlockRows))];
        var scratch = new Scratch?[team.Threads];
        team.ForEach(end - first, (thread, block) =>
        {
            scratch[thread] ??= new Scratch(_sample.FeatureCount, _sample.ClusterCount);
            int row = block * BlockRows;
            Span<double> scores = mine.AsSpan(row, Math.Min(BlockRows, mine.Length - row));
            ScoreBlock((first * BlockRows) + row, scores, scratch[thread]!, cancellationToken);
        });

        var scores = new double[_sample.RowCount];
        int next = 0;
        foreach (double score in collective.Gather<double>(mine).SelectMany(part => part))
        {
            scores[_sample.Order[next++]] = score;
        }

        return scores;
    }

    /// <summary>Scores up to 128 consecutive rows of the order.</summary>
    private void ScoreBlock(int first, Span<double> scores, Scratch scratch, CancellationToken cancellationToken)
    {
        Array.Clear(scratch.Sums);
        fixed (double* points = scratch.Points, lanes = scratch.Lanes)
        {
            for (int row = 0; row < scores.Length; row += PointDistances.Lanes)
            {
                int count = Math.Min(PointDistances.Lanes, scores.Length - row);
                _sample.Widen(first + row, count, points);
                PointDistances.ToLanes(points, count, _sample.FeatureCount, lanes + ((nint)row * _sample.FeatureCount));
            }
        }

        for (int point = 0; point < _sample.RowCount; point += scratch.PointCount)
        {
            cancellationToken.ThrowIfCancellationRequested();
            AddDistances(point, Math.Min(scratch.PointCount, _sample.RowCount - point), scores.Length, scratch);
        }

        int cluster = 0;
        for (int row = 0; row < scores.Length; row++)
        {
            while (first + row >= _sample.Starts[cluster + 1])
            {
                cluster++;
            }

            int tile = row / PointDistances.Lanes * _sample.ClusterCount * PointDistances.Lanes;
            scores[row] = ScoreOf(cluster, scratch.Sums.AsSpan(tile + (row % PointDistances.Lanes)));
        }
    }

    /// <summary>Adds the distances of a block's rows to some points of the order to the sums of the points' clusters.</summary>
    private void AddDistances(int first, int count, int rows, Scratch scratch)
    {
        int features = _sample.FeatureCount;
        int firstCluster = Array.BinarySearch(_sample.Starts, first);
        firstCluster = firstCluster >= 0 ? firstCluster : ~firstCluster - 1;
        fixed (double* points = scratch.Points, lanes = scratch.Lanes, squared = scratch.Squared, sums = scratch.Sums)
        {
            _sample.Widen(first, count, points);
            for (int tile = 0; tile * PointDistances.Lanes < rows; tile++)
            {
                PointDistances.Squared(lanes + ((nint)tile * PointDistances.Lanes * features), points, count, features, squared);
                double* tileSums = sums + ((nint)tile * _sample.ClusterCount * PointDistances.Lanes);
                int from = first;
                for (int cluster = firstCluster; from < first + count; cluster++)
                {
                    int to = Math.Min(_sample.Starts[cluster + 1], first + count);
                    PointDistances.AddDistances(
                        squared + ((from - first) * PointDistances.Lanes), to - from, tileSums + ((nint)cluster * PointDistances.Lanes));
                    from = to;
                }
            }
        }
    }

    /// <summary>The silhouette of a row from its sums of distances, one every 16 numbers.</summary>
    private double ScoreOf(int own, ReadOnlySpan<double> sums)
    {
        int others = _sample.Starts[own + 1] - _sample.Starts[own] - 1;
        if (others == 0)
        {
            return 0;
        }

        double within = sums[own * PointDistances.Lanes] / others;
        double nearest = double.PositiveInfinity;
        for (int cluster = 0; cluster < _sample.ClusterCount; cluster++)
        {
            double mean = sums[cluster * PointDistances.Lanes] / (_sample.Starts[cluster + 1] - _sample.Starts[cluster]);
            nearest = cluster != own && mean < nearest ? mean : nearest;
        }

        double larger = Math.Max(within, nearest);
        return larger == 0 ? 0 : (nearest - within) / larger;
    }

    /// <summary>What a thread works in.</summary>
    private sealed class Scratch(int features, int clusters)
    {
        /// <summary>The points taken at a time: what fits into the second-level cache, no fewer than 16.</summary>
        public int PointCount { get; } = PointsAtOnce(features);

        public double[] Points { get; } = new double[PointsAtOnce(features) * features];

        public double[] Lanes { get; } = new double[BlockRows * features];

        public double[] Squared { get; } = new double[MaxPoints * PointDistances.Lanes];

        /// <summary>Tile by tile, within a tile cluster by cluster, the sums of distances of 16 rows.</summary>
        public double[] Sums { get; } = new double[BlockRows * clusters];

        private static int PointsAtOnce(int features) => Math.Clamp(16_384 / features, PointDistances.Lanes, MaxPoints);
    }
}
