using Escala.Engines;
using Escala.Measurement;
using Escala.Numerics;

namespace Escala.Clustering;

/// <summary>All runs of a fit, from the beginning or from a checkpoint. Rank 0 writes the checkpoints; every rank has the same state.</summary>
/// <param name="run">Runs once.</param>
/// <param name="rank">The rank.</param>
/// <param name="begun">Where the fit begins: its options and data, and what a checkpoint adds.</param>
internal sealed class KMeansRestarts(KMeansRun run, RankContext rank, KMeansCheckpoint begun)
{
    private readonly List<double> _inertias = [.. begun.RestartInertias];
    private KMeansRunResult? _best = begun.Best;

    /// <summary>The final inertia of each run.</summary>
    public IReadOnlyList<double> Inertias => _inertias;

    /// <summary>Runs from every start and keeps the first of the lowest inertia, with its labels.</summary>
    /// <param name="work">The rows.</param>
    /// <param name="labels">Room for the labels.</param>
    public KMeansRunResult Run(KMeansWork work, RowLabels labels)
    {
        KMeansRunState? resumed = begun.Current;
        for (int restart = _inertias.Count; restart < begun.Options.Restarts; restart++)
        {
            KMeansRunResult result = run.Run(restart, labels, resumed, Write);
            resumed = null;
            _inertias.Add(result.Inertia);
            _best = _best is null || result.Inertia < _best.Inertia ? result : _best;
            if (begun.Options.CheckpointIterations is not null && restart + 1 < begun.Options.Restarts)
            {
                Write(state: null);
            }
        }

        // The labels in memory are those of the last run, if there was one.
        if (_inertias.IndexOf(_best!.Inertia) != _inertias.Count - 1)
        {
            using IDisposable phase = rank.Reporter.BeginPhase(Phase.Fit);
            NearestPass.Run(work, _best.Centroids, labels);
        }

        return _best;
    }

    private void Write(KMeansRunState? state)
    {
        if (rank.Rank == 0)
        {
            KMeansCheckpoint checkpoint = begun with { RestartInertias = [.. _inertias], Best = _best, Current = state };
            rank.Reporter.Checkpoint(checkpoint.FileName, checkpoint.Save);
        }
    }
}
