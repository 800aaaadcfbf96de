using Escala.Data;
using Escala.Engines;
using Escala.Measurement;

namespace Escala.Boosting;

/// <summary>A rank's rows as they were read, by the part they are of.</summary>
internal sealed class XGBoostRows : IDisposable
{
    private XGBoostRows()
    {
    }

    /// <summary>The rows that trees are grown on.</summary>
    public RowGatherer Training { get; } = new();

    /// <summary>The rows that rounds are judged by.</summary>
    public RowGatherer Validation { get; } = new();

    /// <summary>The rows that the model is judged by.</summary>
    public RowGatherer Test { get; } = new();

    /// <summary>The rows of all ranks: training, validation and test rows, and those left out.</summary>
    public (long Training, long Validation, long Test, long Dropped) Totals { get; private set; }

    /// <summary>
    /// Reads the rows as the phase <see cref="Phase.Load"/>, each of which goes to its part at once, so that none is in memory twice;
    /// then checks the parts as the phase <see cref="Phase.Split"/>.
    /// </summary>
    /// <param name="rank">The rank.</param>
    /// <param name="cancellationToken">Ends it between blocks.</param>
    /// <exception cref="DatasetException">The data cannot be read, or a part has no rows.</exception>
    public static XGBoostRows Load(RankContext rank, CancellationToken cancellationToken)
    {
        var rows = new XGBoostRows();
        try
        {
            using (rank.Reporter.BeginPhase(Phase.Load))
            {
                rows.Read(rank, cancellationToken);
            }

            using (rank.Reporter.BeginPhase(Phase.Split))
            {
                rows.Count(rank);
                rows.RequireRows(rank.Data.Plan.Selection);
            }

            return rows;
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    /// <summary>The rows of a part.</summary>
    public RowGatherer Of(RowPart part) => part switch
    {
        RowPart.Training => Training,
        RowPart.Validation => Validation,
        _ => Test,
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        Training.Dispose();
        Validation.Dispose();
        Test.Dispose();
    }

    private void Read(RankContext rank, CancellationToken cancellationToken)
    {
        long? total = rank.Data.Plan.Rows;
        foreach (SplitBlock split in RowSplit.Partition(rank.Data.Read(cancellationToken), rank.Data.Plan.Selection))
        {
            using (split.Block)
            {
                Of(split.Part).Append(split.Block);
            }

            rank.Reporter.Report(new PhaseProgress(rank.Data.Counts.Rows, rank.World == 1 ? total : null));
        }
    }

    private void Count(RankContext rank)
    {
        long[] counts = [Training.RowCount, Validation.RowCount, Test.RowCount, rank.Data.Counts.Dropped];
        rank.Collective.Sum(counts);
        Totals = (counts[0], counts[1], counts[2], counts[3]);
    }

    private void RequireRows(RowSelection selection)
    {
        (long training, long validation, long test, _) = Totals;
        if (training + validation + test == 0)
        {
            throw new DatasetException("No row is left to train on: all were filtered out, not in the sample, or dropped. Widen the selection.");
        }

        if (training == 0 || (selection.ValidationThreshold != 0 && validation == 0) || (selection.TestThreshold != 0 && test == 0))
        {
            throw new DatasetException(
                $"The split leaves {training} rows to train, {validation} to validate and {test} to test. Choose fractions that leave every "
                + "part some rows.");
        }
    }
}
