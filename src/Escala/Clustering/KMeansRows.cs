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
    private readonly RowTiles _test;

    private KMeansRows(RankContext rank)
    {
        _rank = rank;
        _team = new CoreTeam(rank.Threads);
        Training = new RowTiles(rank.Data.Plan.Features.Count);
        _test = new RowTiles(rank.Data.Plan.Features.Count);
    }

    /// <summary>This rank's training rows.</summary>
    public RowTiles Training { get; }

    /// <summary>The same, ready for the steps of K-means.</summary>
    public KMeansWork Work { get; private set; } = null!;

    /// <summary>
    /// Reads, splits and prepares, as the phases <see cref="Phase.Load"/>, <see cref="Phase.Split"/> and <see cref="Phase.Prepare"/>.
    /// </summary>
    /// <param name="options">Whether to standardise, the seed, and the clusters that the rows must be able to fill.</param>
    /// <param name="rank">The rank.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DatasetException">The rows cannot be read or cannot fill the clusters.</exception>
    public static KMeansRows Load(KMeansOptions options, RankContext rank, CancellationToken cancellationToken)
    {
        var rows = new KMeansRows(rank);
        try
        {
            using LoadedRows loaded = LoadedRows.Load(rank, cancellationToken);
            using IDisposable phase = rank.Reporter.BeginPhase(Phase.Prepare);
            rows.Prepare(options, loaded, cancellationToken);
            return rows;
        }
        catch
        {
            rows.Dispose();
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

        PreparedRows rows = PreparedRows.Apply(_test, _rank.Data.Plan.Features, Work.Rows.Scaler, _team, _rank.Collective);
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
        _test.Dispose();
        Training.Dispose();
        _team.Dispose();
    }

    private void Prepare(KMeansOptions options, LoadedRows loaded, CancellationToken cancellationToken)
    {
        Training.TakeOver(loaded.TakeTraining());
        _test.TakeOver(loaded.TakeTest());
        PreparedRows prepared =
            PreparedRows.Fit(Training, _rank.Data.Plan.Features, options.Standardize, _team, _rank.Collective);
        Work = new KMeansWork(prepared, _rank.Kernels, _team, _rank.Collective, options.Seed, cancellationToken);
        if (prepared.LargestWeight == 0)
        {
            throw new DatasetException("All weights are zero. At least one row must weigh more; check the column given with --weights.");
        }

        InitialCentroids.RequireDistinctRows(Work, options.Clusters);
    }
}
