using Escala.Numerics;

namespace Escala.Metrics;

/// <summary>Passes over the rows of a rank on all its threads.</summary>
internal static class RowChunks
{
    /// <summary>The rows that a thread takes at a time: few enough that cancelling is prompt.</summary>
    public const int Rows = 1 << 15;

    /// <summary>What is done with a chunk.</summary>
    /// <param name="thread">The 0-based number of the thread.</param>
    /// <param name="first">The first row.</param>
    /// <param name="count">The number of rows.</param>
    public delegate void ChunkAction(int thread, long first, int count);

    /// <summary>Calls the action for every chunk, in any order.</summary>
    public static void ForEach(long rowCount, CoreTeam team, ChunkAction action, CancellationToken cancellationToken)
    {
        int chunks = checked((int)((rowCount + Rows - 1) / Rows));
        team.ForEach(chunks, (thread, index) =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            long first = (long)index * Rows;
            action(thread, first, (int)Math.Min(Rows, rowCount - first));
        });
    }

    /// <summary>One object per thread.</summary>
    public static T[] PerThread<T>(CoreTeam team, Func<T> create)
    {
        var made = new T[team.Threads];
        for (int thread = 0; thread < made.Length; thread++)
        {
            made[thread] = create();
        }

        return made;
    }
}
