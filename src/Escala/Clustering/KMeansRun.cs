using Escala.Clustering.Initialization;
using Escala.Engines;
using Escala.Measurement;
using Escala.Numerics;

namespace Escala.Clustering;

/// <summary>
/// One run of Lloyd's algorithm (Lloyd, "Least squares quantization in PCM", 1982): rows to the nearest centroid, centroids to
/// the mean of their rows, until nothing moves. Every rank holds the same centroids at every moment.
/// </summary>
internal sealed class KMeansRun
{
    private readonly KMeansWork _work;
    private readonly KMeansOptions _options;
    private readonly IRankReporter _reporter;
    private readonly InitialCentroids _initialCentroids;
    private readonly double _squaredNorms;
    private readonly double[] _valueScales;
    private readonly double _weightScale;

    /// <summary>Prepares for runs over the same rows.</summary>
    /// <param name="work">The rows.</param>
    /// <param name="options">The options.</param>
    /// <param name="hasWeights">Whether rows have weights, on any rank.</param>
    /// <param name="reporter">Told about phases and iterations.</param>
    public KMeansRun(KMeansWork work, KMeansOptions options, bool hasWeights, IRankReporter reporter)
    {
        _work = work;
        _options = options;
        _reporter = reporter;
        _initialCentroids = new InitialCentroids(work, options);
        PreparedRows rows = work.Rows;
        _valueScales = [.. rows.Largest.Select(value => FixedPoint.Scale((double)value * rows.LargestWeight, rows.RowCount))];
        _weightScale = hasWeights ? FixedPoint.Scale(rows.LargestWeight, rows.RowCount) : 1;
        _squaredNorms = WeightedNorms.Sum(work);
    }

    /// <summary>Runs once.</summary>
    /// <param name="restart">The 0-based run, which chooses the random numbers of the initialisation.</param>
    /// <param name="labels">Room for the labels; replaced by those of the final pass.</param>
    /// <param name="resumed">Where the run goes on; null to begin it.</param>
    /// <param name="checkpoint">Told where the run stands, as often as the options say.</param>
    public KMeansRunResult Run(int restart, RowLabels labels, KMeansRunState? resumed = null, Action<KMeansRunState>? checkpoint = null)
    {
        float[] centroids;
        using (_reporter.BeginPhase(Phase.Init))
        {
            centroids = resumed is null ? _initialCentroids.Choose(restart) : [.. resumed.Centroids];
        }

        using IDisposable phase = _reporter.BeginPhase(Phase.Fit);
        using var pass = new LloydPass(_work.Rows.Tiles, _work.Team, _work.Kernels, _options.Clusters);
        var mine = new ClusterSums(_options.Clusters, _valueScales, _weightScale);
        List<double> history = [.. resumed?.History ?? []];
        double tolerance = _options.Tolerance * _work.Rows.MeanVariance;
        KMeansStopReason stop = KMeansStopReason.MaxIterations;
        labels.Clear();
        if (resumed is not null)
        {
            pass.Run(resumed.LabelCentroids, labels, mine, _work.CancellationToken);
        }

        while (history.Count < _options.MaxIterations && stop == KMeansStopReason.MaxIterations)
        {
            long moved = pass.Run(centroids, labels, mine, _work.CancellationToken);
            ClusterSums sums = AddRanks(mine, ref moved);
            history.Add(Inertia(centroids, sums));
            _reporter.Report(new PhaseProgress(history.Count, _options.MaxIterations, history[^1]));

            float[]? before = checkpoint is not null && history.Count % _options.CheckpointIterations == 0 ? [.. centroids] : null;
            bool refilled = EmptyClusters.Refill(_work, labels, centroids, sums);
            double shift = Move(centroids, sums);
            stop = moved == 0 && !refilled ? KMeansStopReason.NoRowMoved
                : shift <= tolerance ? KMeansStopReason.Tolerance
                : KMeansStopReason.MaxIterations;
            if (before is not null && stop == KMeansStopReason.MaxIterations && history.Count < _options.MaxIterations)
            {
                checkpoint!(new KMeansRunState(before, [.. centroids], [.. history]));
            }
        }

        NearestSummary final = LabelFinally(pass, centroids, labels, mine);
        return new KMeansRunResult(centroids, final.Inertia, final.ClusterSizes, stop, history);
    }

    /// <summary>Labels every row for good. Where bounds spared distances so far, they do so once more.</summary>
    private NearestSummary LabelFinally(LloydPass pass, float[] centroids, RowLabels labels, ClusterSums sums)
    {
        if (!pass.IsBounded)
        {
            return NearestPass.Run(_work, centroids, labels);
        }

        pass.Run(centroids, labels, sums, _work.CancellationToken);
        return NearestPass.RunWithLabels(_work, centroids, labels);
    }

    /// <summary>The sums and the number of moved rows over all ranks.</summary>
    private ClusterSums AddRanks(ClusterSums mine, ref long moved)
    {
        var sums = new ClusterSums(mine.ClusterCount, _valueScales, _weightScale);
        long[] all = [.. mine.Totals, moved];
        _work.Collective.Sum(all);
        moved = all[^1];
        all.AsSpan(0, mine.Totals.Length).CopyTo(sums.Totals);
        return sums;
    }

    /// <summary>
    /// The inertia of the labels: sum of w |x|^2 - 2 sum over clusters of c.S + sum of W |c|^2, where S and W are the cluster's
    /// sums of w x and w. No pass over the rows is needed for it.
    /// </summary>
    private double Inertia(float[] centroids, ClusterSums sums)
    {
        int features = _valueScales.Length;
        double inertia = _squaredNorms;
        for (int cluster = 0; cluster < sums.ClusterCount; cluster++)
        {
            double weight = sums.Weight(cluster);
            for (int feature = 0; feature < features; feature++)
            {
                double value = centroids[(cluster * features) + feature];
                double sum = sums.Totals[(cluster * sums.Stride) + feature] / _valueScales[feature];
                inertia += value * ((weight * value) - (2 * sum));
            }
        }

        return Math.Max(0, inertia);
    }

    /// <summary>Moves each centroid to its cluster's mean; one without rows stays.</summary>
    /// <returns>The sum of the squared distances that the centroids moved.</returns>
    private double Move(float[] centroids, ClusterSums sums)
    {
        int features = _valueScales.Length;
        double shift = 0;
        var mean = new float[features];
        for (int cluster = 0; cluster < sums.ClusterCount; cluster++)
        {
            if (sums.Weight(cluster) <= 0)
            {
                continue;
            }

            sums.Mean(cluster, mean);
            Span<float> centroid = centroids.AsSpan(cluster * features, features);
            for (int feature = 0; feature < features; feature++)
            {
                double step = (double)mean[feature] - centroid[feature];
                shift += step * step;
            }

            mean.CopyTo(centroid);
        }

        return shift;
    }
}
