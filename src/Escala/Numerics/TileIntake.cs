using Escala.Data;

namespace Escala.Numerics;

/// <summary>
/// Turns blocks into tiles while they arrive. The calling thread takes the blocks from where they come from; the other threads of
/// the team lay out their rows meanwhile, and so does it when they do not keep up. A block is freed as soon as its rows are in
/// tiles, so that few are in memory at a time and the next ones find their memory again, still in the cache.
/// </summary>
internal sealed class TileIntake : IDisposable
{
    /// <summary>The blocks per thread that wait at most.</summary>
    private const int WaitingPerThread = 2;

    private readonly Queue<Arrival> _waiting = [];
    private readonly object _gate = new();
    private readonly CoreTeam _team;
    private readonly int _most;
    private volatile bool _hasNews;
    private bool _isComplete;

    private TileIntake(CoreTeam team)
    {
        _team = team;
        _most = WaitingPerThread * (team.Threads - 1);
    }

    /// <summary>Adds blocks' rows to tiles and disposes the blocks.</summary>
    /// <param name="blocks">The blocks, enumerated on the calling thread, and the tiles that each belongs to.</param>
    /// <param name="team">The threads.</param>
    public static void Run(IEnumerable<(Block Block, RowTiles Tiles)> blocks, CoreTeam team)
    {
        using var intake = new TileIntake(team);
        team.Run(thread =>
        {
            if (thread == 0)
            {
                intake.TakeAll(blocks);
            }
            else
            {
                intake.LayOutAll(thread);
            }
        });
    }

    public void Dispose()
    {
        foreach (Arrival arrival in _waiting)
        {
            arrival.Block.Dispose();
        }
    }

    private void TakeAll(IEnumerable<(Block Block, RowTiles Tiles)> blocks)
    {
        try
        {
            foreach ((Block block, RowTiles tiles) in blocks)
            {
                // Segments are made here, one after another, so that they stand in the order of the rows.
                var arrival = new Arrival(block, tiles.Reserve(block.RowCount));
                if (!TryHandOver(arrival))
                {
                    arrival.LayOut();
                }
            }
        }
        finally
        {
            Complete();
        }

        LayOutAll(thread: 0);
    }

    private void LayOutAll(int thread)
    {
        while (TryTake(thread, out Arrival arrival))
        {
            arrival.LayOut();
        }
    }

    private bool TryHandOver(Arrival arrival)
    {
        lock (_gate)
        {
            if (_waiting.Count >= _most)
            {
                return false;
            }

            _waiting.Enqueue(arrival);
            _hasNews = true;
            Monitor.Pulse(_gate);
            return true;
        }
    }

    private void Complete()
    {
        lock (_gate)
        {
            _isComplete = true;
            _hasNews = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits for a block; false when no more will come.</summary>
    private bool TryTake(int thread, out Arrival arrival)
    {
        for (int spins = 0; spins < _team.Spins && !_hasNews; spins++)
        {
            Thread.SpinWait(1);
        }

        bool hasSlept = false;
        bool isTaken;
        lock (_gate)
        {
            while (_waiting.Count == 0 && !_isComplete)
            {
                hasSlept = true;
                Monitor.Wait(_gate);
            }

            isTaken = _waiting.TryDequeue(out arrival);
            _hasNews = _waiting.Count > 0 || _isComplete;
        }

        if (hasSlept)
        {
            _team.SettleAgain(thread);
        }

        return isTaken;
    }

    private readonly record struct Arrival(Block Block, TileSegment Segment)
    {
        public void LayOut()
        {
            using (Block)
            {
                Segment.Fill(Block);
            }
        }
    }
}
