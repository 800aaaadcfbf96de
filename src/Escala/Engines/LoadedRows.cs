using Escala.Data;
using Escala.Measurement;

namespace Escala.Engines;

/// <summary>A rank's rows in memory, split into training and test rows. Disposing frees the blocks that nobody took.</summary>
internal sealed class LoadedRows : IDisposable
{
    private readonly List<Block> _training = [];
    private readonly List<Block> _test = [];

    private LoadedRows()
    {
    }

    /// <summary>Reads and splits, as the phases <see cref="Phase.Load"/> and <see cref="Phase.Split"/>.</summary>
    /// <param name="rank">The rank.</param>
    /// <param name="cancellationToken">Ends it between blocks.</param>
    /// <exception cref="DatasetException">A file cannot be read, or a part has no rows.</exception>
    public static LoadedRows Load(RankContext rank, CancellationToken cancellationToken)
    {
        var rows = new LoadedRows();
        try
        {
            using (rank.Reporter.BeginPhase(Phase.Load))
            {
                rows.Read(rank, cancellationToken);
            }

            using (rank.Reporter.BeginPhase(Phase.Split))
            {
                rows.Split(rank);
            }

            return rows;
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    /// <summary>The training rows' blocks, each of which the caller owns from the moment it is handed out.</summary>
    public IEnumerable<Block> TakeTraining() => Take(_training);

    /// <summary>The test rows' blocks, each of which the caller owns from the moment it is handed out.</summary>
    public IEnumerable<Block> TakeTest() => Take(_test);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Block block in TakeTraining().Concat(TakeTest()))
        {
            block.Dispose();
        }
    }

    private static IEnumerable<Block> Take(List<Block> blocks)
    {
        blocks.Reverse();
        while (blocks.Count > 0)
        {
            Block next = blocks[^1];
            blocks.RemoveAt(blocks.Count - 1);
            yield return next;
        }
    }

    private void Read(RankContext rank, CancellationToken cancellationToken)
    {
        long? total = rank.Data.Plan.Files.Aggregate((long?)0, (sum, file) => sum + file.Rows);
        foreach (Block block in rank.Data.Read(cancellationToken))
        {
            _training.Add(block);
            rank.Reporter.Report(new PhaseProgress(rank.Data.Counts.Rows, rank.World == 1 ? total : null));
        }
    }

    private void Split(RankContext rank)
    {
        RowSelection selection = rank.Data.Plan.Selection;
        bool hasTest = selection.TestThreshold != 0;
        if (hasTest)
        {
            foreach (SplitBlock part in RowSplit.Partition([.. TakeTraining()], selection))
            {
                (part.IsTest ? _test : _training).Add(part.Block);
            }
        }

        long[] counts = [_training.Sum(block => (long)block.RowCount), _test.Sum(block => (long)block.RowCount)];
        rank.Collective.Sum(counts);
        if (counts[0] + counts[1] == 0)
        {
            throw new DatasetException("No row is left to train on: all were filtered out, not in the sample, or dropped. Widen the selection.");
        }

        if (hasTest && (counts[0] == 0 || counts[1] == 0))
        {
            throw new DatasetException(
                $"The split leaves {counts[0]} rows to train and {counts[1]} to test. Choose a test fraction that leaves both some rows.");
        }
    }
}
