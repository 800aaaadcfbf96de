using Escala.Data;

namespace Escala.Numerics;

/// <summary>
/// Turns blocks into tiles while they arrive. The threads of a team take turns to fetch a block from where it comes from, and each
/// lays out the rows of its own while another fetches the next: values are still in the cache of the core that read them. A block
/// is freed as soon as its rows are in tiles, so that few are in memory at a time and the next ones find their memory again.
/// </summary>
internal sealed class TileIntake
{
    private readonly IEnumerator<(Block Block, RowTiles Tiles)> _blocks;
    private readonly CoreTeam _team;
    private readonly Lock _turn = new();
    private volatile bool _isComplete;

    private TileIntake(IEnumerator<(Block Block, RowTiles Tiles)> blocks, CoreTeam team) => (_blocks, _team) = (blocks, team);

    /// <summary>Adds blocks' rows to tiles and disposes the blocks.</summary>
    /// <param name="blocks">The blocks, and the tiles that each belongs to; enumerated by the team's threads, one at a time.</param>
    /// <param name="team">The threads.</param>
    public static void Run(IEnumerable<(Block Block, RowTiles Tiles)> blocks, CoreTeam team)
    {
        using IEnumerator<(Block Block, RowTiles Tiles)> source = blocks.GetEnumerator();
        team.Run(new TileIntake(source, team).Work);
    }

    private void Work(int thread)
    {
        try
        {
            while (TryTake(thread, out Block block, out TileSegment segment))
            {
                using (block)
                {
                    segment.Fill(block);
                }
            }
        }
        finally
        {
            // There is no block left, or what has come is of no use any more.
            _isComplete = true;
        }
    }

    private bool TryTake(int thread, out Block block, out TileSegment segment)
    {
        (block, segment) = (null!, null!);
        AwaitTurn(thread);
        try
        {
            if (_isComplete || !_blocks.MoveNext())
            {
                return false;
            }

            // Segments are made here, one after another, so that they stand in the order of the rows.
            (block, RowTiles tiles) = _blocks.Current;
            segment = tiles.Reserve(block.RowCount);
            return true;
        }
        finally
        {
            _turn.Exit();
        }
    }

    /// <summary>A turn is mostly shorter than falling asleep and waking up.</summary>
    private void AwaitTurn(int thread)
    {
        for (int spins = 0; spins < _team.Spins; spins++)
        {
            if (_turn.TryEnter())
            {
                return;
            }

            Thread.SpinWait(1);
        }

        _turn.Enter();
        _team.SettleAgain(thread);
    }
}
