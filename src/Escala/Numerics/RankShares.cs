namespace Escala.Numerics;

/// <summary>Shares what is counted among ranks: each has what follows on the one before, and as many as any other or one more.</summary>
internal static class RankShares
{
    /// <summary>A rank's share.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="rank">The 0-based rank.</param>
    /// <param name="world">The number of ranks, at least 1.</param>
    public static Range Of(int count, int rank, int world) => First(count, rank, world)..First(count, rank + 1, world);

    /// <summary>The largest share.</summary>
    public static int Most(int count, int world) => (int)(((long)count + world - 1) / world);

    private static int First(int count, int rank, int world) => (int)((long)count * rank / world);
}
