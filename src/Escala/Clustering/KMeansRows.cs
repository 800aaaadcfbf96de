using Escala.Clustering.Initialization;
using Escala.Data;
using Escala.Engines;
using Escala.Measurement;
using Escala.Numerics;

namespace Escala.Clustering;

/// <summary>
/// What every operator on training rows begins with: a rank's rows, read, split and prepared. The test rows are there as they
/// were read.
/// </summary>
internal sealed class KMeansRows : IDisposable
{
    private readonly RankContext _rank;
    private readonly CoreTeam _team;
    private readonly LoadedRows _loaded;

    private KMeansRows(RankContext rank, CoreTeam team, LoadedRows loaded, KMeansWork work) =>
        (_rank, _team, _loaded, Work) = (rank, team, loaded, work);

    /// <summary>This rank's training rows.</summary>
    public RowTiles Training => _loaded.Training;

    /// <summary>The same, ready for the steps of K-means.</summary>
    public KMeansWork Work { get; }

    /// <summary>
    /// Reads, splits and prepares, as the phases <see cref="Phase.Load"/>, <see cref="Phase.Split"/> and <see cref="Phase.Prepare"/>.
    /// </summary>
    /// <param name="options">Whether to standardise, the seed, and the clusters that the rows must be able to fill.</param>
    /// <param name="rank">The rank.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DatasetException">The rows cannot be read or cannot fill the clusters.</exception>
    /// <exception cref="InvalidOptionsException">The data are asked for in a way that K-means cannot follow.</exception>
    public static KMeansRows Load(KMeansOptions options, RankContext rank, CancellationToken cancellationToken)
    {
        KMeansPlan.Require(rank.Data.Plan);
        var team = new CoreTeam(rank.Threads);
        LoadedRows? loaded = null;
        try
        {
            loaded = LoadedRows.Load(rank, team, keepsTestApart: true, cancellationToken);
            using IDisposable phase = rank.Reporter.BeginPhase(Phase.Prepare);
            return new KMeansRows(rank, team, loaded, Prepare(options, rank, team, loaded, cancellationToken));
        }
        catch
        {
            loaded?.Dispose();
            team.Dispose();
            throw;
        }
    }

    /// <summary>The test rows, prepared by the statistics of the training rows; null when there are none. To be called once.</summary>
    public KMeansWork? TestWork()
    {
        if (_rank.Data.Plan.Selection.TestThreshold == 0)
        {
            return null;
        }

        PreparedRows rows = PreparedRows.Apply(_loaded.Test, _rank.Data.Plan.Features, Work.Rows.Scaler, _team, _rank.Collective);
        return Work with { Rows = rows };
    }

    /// <summary>The rows of all ranks left out because a value was missing.</summary>
    public long TotalDropped()
    {
        long[] dropped = [_rank.Data.Counts.Dropped];
        _rank.Collective.Sum(dropped);
        return dropped[0];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _loaded.Dispose();
        _team.Dispose();
    }

    private static KMeansWork Prepare(
        KMeansOptions options, RankContext rank, CoreTeam team, LoadedRows loaded, CancellationToken cancellationToken)
    {
        PreparedRows prepared =
            PreparedRows.Fit(loaded.Training, rank.Data.Plan.Features, options.Standardize, team, rank.Collective);
        if (prepared.LargestWeight == 0)
        {
            throw new DatasetException("All weights are zero. At least one row must weigh more; check the column given with --weights.");
        }

        var work = new KMeansWork(prepared, rank.Kernels, team, rank.Collective, options.Seed, cancellationToken);
        InitialCentroids.RequireDistinctRows(work, options.Clusters);
        return work;
    }
}
