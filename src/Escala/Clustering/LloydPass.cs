using Escala.Clustering.Kernels;
using Escala.Numerics;

namespace Escala.Clustering;

/// <summary>
/// One pass of Lloyd's algorithm over this rank's rows: every row gets the label of its nearest centroid, and the cluster sums
/// follow the rows that moved. Because the sums are integers, the result does not depend on which thread takes which rows. A pass
/// allocates nothing.
/// </summary>
internal sealed class LloydPass : IDisposable
{
    private readonly RowTiles _rows;
    private readonly CoreTeam _team;
    private readonly CentroidPanel _panel;
    private readonly TileChunk[] _chunks;
    private readonly WorkShares _shares;
    private readonly LloydWorker[] _workers;
    private readonly Action<int> _work;
    private readonly KernelSet _kernels;
    private readonly float[] _previous;
    private GroupBounds? _bounds;
    private double _movedShare = 1;
    private int _passesWithoutBounds;
    private RowLabels? _labels;
    private ClusterSums? _sums;
    private CancellationToken _cancellationToken;
    private bool _isBackwards;

    /// <summary>Prepares passes over rows.</summary>
    /// <param name="rows">The rows; complete.</param>
    /// <param name="team">The threads.</param>
    /// <param name="kernels">The instructions to use.</param>
    /// <param name="clusterCount">The number of centroids.</param>
    public LloydPass(RowTiles rows, CoreTeam team, KernelSet kernels, int clusterCount)
    {
        _rows = rows;
        _team = team;
        _kernels = kernels;
        _panel = new CentroidPanel(clusterCount, rows.FeatureCount);
        _previous = new float[clusterCount * rows.FeatureCount];
        _chunks = TileChunk.Cut(rows, TilesPerChunk(rows.FeatureCount, clusterCount));
        _workers = new LloydWorker[team.Threads];
        for (int thread = 0; thread < _workers.Length; thread++)
        {
            _workers[thread] = new LloydWorker(kernels, clusterCount, rows.FeatureCount);
        }

        _shares = new WorkShares(team.Threads);
        _work = Work;
    }

    /// <summary>Whether the last pass spared distances with the help of bounds.</summary>
    public bool IsBounded { get; private set; }

    /// <summary>Assigns every row.</summary>
    /// <param name="centroids">Row-major (clusters, features).</param>
    /// <param name="labels">The labels so far; replaced.</param>
    /// <param name="sums">The sums that belong to the labels so far; brought up to date.</param>
    /// <param name="cancellationToken">Ends the pass between chunks; labels and sums are then not usable.</param>
    /// <returns>The number of rows whose label changed.</returns>
    public long Run(ReadOnlySpan<float> centroids, RowLabels labels, ClusterSums sums, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Choose(centroids);
        (_labels, _sums, _cancellationToken) = (labels, sums, cancellationToken);
        _shares.Begin(_chunks.Length, _isBackwards);
        _isBackwards = !_isBackwards;
        _team.Run(_work);
        long moved = 0;
        long meetings = 0;
        foreach (LloydWorker worker in _workers)
        {
            worker.AddTo(sums);
            moved += worker.Moved;
            meetings += worker.Meetings;
        }

        Judge(moved, meetings);
        return moved;
    }

    public void Dispose()
    {
        _panel.Dispose();
        _bounds?.Dispose();
        foreach (LloydWorker worker in _workers)
        {
            worker.Dispose();
        }
    }

    /// <summary>
    /// Chunks of about equal work: small enough to share evenly and to stop at soon, large enough for taking one to cost nothing.
    /// </summary>
    private static int TilesPerChunk(int featureCount, int clusterCount)
    {
        const double MultiplyAddsPerChunk = 1 << 24;
        const int MostTiles = 128;
        return (int)Math.Clamp(MultiplyAddsPerChunk / ((double)RowTiles.TileRows * featureCount * clusterCount), 1, MostTiles);
    }

    /// <summary>
    /// Decides how rows find their centroids in this pass. Bounds cost memory and a pass of their own to set up, and spare nothing
    /// while centroids still leap; labels and sums are the same bits either way.
    /// </summary>
    private void Choose(ReadOnlySpan<float> centroids)
    {
        const double FewMoved = 0.2;
        IsBounded = _passesWithoutBounds == 0 && _movedShare < FewMoved
            && GroupBounds.CanPay(_kernels, _panel.ClusterCount, _rows.FeatureCount);
        if (!IsBounded)
        {
            _panel.Pack(centroids);
            centroids.CopyTo(_previous);
            _passesWithoutBounds = Math.Max(0, _passesWithoutBounds - 1);
            return;
        }

        _bounds ??= new GroupBounds(_rows, [.. centroids], _previous);
        _bounds.Follow(centroids);
    }

    /// <summary>Takes note of what the pass did, for the choice of the next one.</summary>
    private void Judge(long moved, long meetings)
    {
        const double WorthIt = 0.9;
        const int Pause = 5;
        long rows = Math.Max(1, _rows.RowCount);
        _movedShare = (double)moved / rows;
        if (!IsBounded)
        {
            return;
        }

        // The first pass with bounds has to measure everything.
        double share = (double)meetings / (rows * _bounds!.Groups.GroupCount);
        _passesWithoutBounds = _bounds.HasNorms && share > WorthIt ? Pause : 0;
        _bounds.EndPass();
    }

    private void Work(int thread)
    {
        LloydWorker worker = _workers[thread];
        worker.Begin(_sums!);
        TileChunk? next = Take(thread);
        while (next is { } chunk)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            next = Take(thread);
            if (IsBounded)
            {
                worker.Run(_rows, chunk, next, _labels!, _bounds!);
            }
            else
            {
                worker.Run(chunk, _rows.Segments[chunk.Segment], _labels!, _panel);
            }
        }
    }

    private TileChunk? Take(int thread) =>
        _shares.TryTake(thread, most: 1, takesLeft: 1, out Range taken) ? _chunks[taken.Start.Value] : null;
}
