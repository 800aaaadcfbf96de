using Escala.Data;
using Escala.Measurement;
using Escala.Numerics;

namespace Escala.Engines;

/// <summary>A rank's rows in tiles, split into training and test rows.</summary>
internal sealed class LoadedRows : IDisposable
{
    private readonly CoreTeam _team;

    private LoadedRows(int features, CoreTeam team)
    {
        _team = team;
        Training = new RowTiles(features);
        Test = new RowTiles(features);
    }

    /// <summary>The training rows.</summary>
    public RowTiles Training { get; }

    /// <summary>The test rows; none where nobody asked to keep them apart.</summary>
    public RowTiles Test { get; }

    /// <summary>Reads and splits, as the phases <see cref="Phase.Load"/> and <see cref="Phase.Split"/>.</summary>
    /// <param name="rank">The rank.</param>
    /// <param name="team">The cores, which take turns to read rows and lay out each what it read.</param>
    /// <param name="keepsTestApart">Whether the plan's test rows are kept apart; otherwise all rows are <see cref="Training"/>.</param>
    /// <param name="cancellationToken">Ends it between blocks.</param>
    /// <exception cref="DatasetException">A file cannot be read, or a part has no rows.</exception>
    public static LoadedRows Load(RankContext rank, CoreTeam team, bool keepsTestApart, CancellationToken cancellationToken)
    {
        var rows = new LoadedRows(rank.Data.Plan.Features.Count, team);
        var blocks = new List<Block>();
        try
        {
            RowSelection selection = rank.Data.Plan.Selection;
            bool hasTest = keepsTestApart && selection.TestThreshold != 0;
            IReadOnlyList<PieceBlockSource>? parts = (rank.Data as PieceBlockSource)?.Parts(team.Threads);
            using (rank.Reporter.BeginPhase(Phase.Load))
            {
                if (hasTest)
                {
                    blocks.AddRange(parts is null ? Read(rank, cancellationToken) : rows.ReadParts(rank, parts, cancellationToken));
                }
                else if (parts is not null)
                {
                    rows.LayOutParts(rank, parts, cancellationToken);
                }
                else
                {
                    rows.LayOut(Read(rank, cancellationToken).Select(block => (block, rows.Training)));
                }
            }

            using (rank.Reporter.BeginPhase(Phase.Split))
            {
                if (hasTest)
                {
                    rows.LayOut(RowSplit.Partition(Take(blocks), selection).Select(part => (part.Block, part.Part == RowPart.Test ? rows.Test : rows.Training)));
                }

                rows.RequireRows(rank, hasTest);
            }

            return rows;
        }
        catch
        {
            blocks.ForEach(block => block.Dispose());
            rows.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Training.Dispose();
        Test.Dispose();
    }

    private static IEnumerable<Block> Read(RankContext rank, CancellationToken cancellationToken)
    {
        long? total = rank.Data.Plan.Rows;
        foreach (Block block in rank.Data.Read(cancellationToken))
        {
            yield return block;
            rank.Reporter.Report(new PhaseProgress(rank.Data.Counts.Rows, rank.World == 1 ? total : null));
        }
    }

    /// <summary>The blocks, each of which the caller owns from the moment it is handed out.</summary>
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

    private void LayOut(IEnumerable<(Block Block, RowTiles Tiles)> blocks) => TileIntake.Run(blocks, _team);

    /// <summary>Each thread reads and lays out a part of its own, which spares them turns and sharing pages of memory.</summary>
    private void LayOutParts(RankContext rank, IReadOnlyList<PieceBlockSource> parts, CancellationToken cancellationToken)
    {
        RowTiles[] tiles = [.. parts.Select(part => new RowTiles(Training.FeatureCount, part.MostRows ?? 0))];
        void Append(int part, Block block)
        {
            using (block)
            {
                tiles[part].Append(block);
            }
        }

        try
        {
            ForEachBlock(rank, parts, Append, cancellationToken);
        }
        finally
        {
            Array.ForEach(tiles, Training.Join);
        }
    }

    /// <summary>The blocks of all parts, in order, of which each thread reads those of one part.</summary>
    private IEnumerable<Block> ReadParts(RankContext rank, IReadOnlyList<PieceBlockSource> parts, CancellationToken cancellationToken)
    {
        List<Block>[] blocks = [.. parts.Select(_ => new List<Block>())];
        try
        {
            ForEachBlock(rank, parts, (part, block) => blocks[part].Add(block), cancellationToken);
        }
        catch
        {
            Array.ForEach(blocks, read => read.ForEach(block => block.Dispose()));
            throw;
        }

        return blocks.SelectMany(read => read);
    }

    private void ForEachBlock(
        RankContext rank, IReadOnlyList<PieceBlockSource> parts, Action<int, Block> body, CancellationToken cancellationToken)
    {
        var gate = new Lock();
        long read = 0;
        _team.Run(part =>
        {
            foreach (Block block in parts[part].Read(cancellationToken))
            {
                int rows = block.RowCount;
                body(part, block);
                lock (gate)
                {
                    read += rows;
                    rank.Reporter.Report(new PhaseProgress(read, rank.World == 1 ? rank.Data.Plan.Rows : null));
                }
            }
        });
        ((PieceBlockSource)rank.Data).Take(parts);
    }

    private void RequireRows(RankContext rank, bool hasTest)
    {
        long[] counts = [Training.RowCount, Test.RowCount];
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
