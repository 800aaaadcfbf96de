namespace Escala.Cluster.Collectives;

/// <summary>
/// Whom a rank of rabit talks to: its neighbours in a binary tree, over which values are reduced, and in a ring. Neighbours have the same
/// order on every run, and with it the order in which floats are added up.
/// </summary>
/// <param name="Rank">The rank.</param>
/// <param name="World">The number of ranks.</param>
internal readonly record struct RabitLinks(int Rank, int World)
{
    /// <summary>What rabit says instead of a rank that there is not.</summary>
    public const int None = -1;

    /// <summary>The rank above in the tree; none for rank 0.</summary>
    public int Parent => Rank == 0 ? None : (Rank - 1) / 2;

    /// <summary>The neighbours in the tree: the rank above and those below.</summary>
    public int[] Tree
    {
        get
        {
            int world = World;
            return [.. new[] { Parent, (2 * Rank) + 1, (2 * Rank) + 2 }.Where(rank => rank >= 0 && rank < world)];
        }
    }

    /// <summary>The rank before in the ring; none where there is no other.</summary>
    public int Previous => World == 1 ? None : (Rank + World - 1) % World;

    /// <summary>The rank after in the ring; none where there is no other.</summary>
    public int Next => World == 1 ? None : (Rank + 1) % World;

    /// <summary>All neighbours, each once.</summary>
    public int[] All => [.. Tree.Append(Previous).Append(Next).Where(rank => rank != None).Distinct().Order()];
}
