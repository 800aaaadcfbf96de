using Escala.Engines;

namespace Escala.Cluster.Collectives;

/// <summary>How ranks find out that they share a machine.</summary>
internal sealed unsafe partial class SharedMemoryCollective
{
    /// <summary>
    /// The environment variable that, at <see cref="CommunicatorCollective.Name"/>, has ranks of one machine talk as ranks of several do.
    /// </summary>
    public const string EnvironmentVariable = "ESCALA_COLLECTIVE";

    /// <summary>The value that stands for what happens without the variable.</summary>
    public const string Automatic = "auto";

    private const int LongestPath = 64;

    /// <summary>
    /// Shares memory among the ranks where all of them can: processes of one user on one machine that see each other. All ranks call it.
    /// </summary>
    /// <param name="others">How the ranks talk so far.</param>
    /// <param name="nonce">The job's secret, which tells the memory from whatever file has its path in another container.</param>
    /// <param name="patience">How long to wait in each later call for the others; null for <see cref="CommunicatorCollective.DefaultPatience"/>.</param>
    /// <returns>Null on every rank where one of them cannot.</returns>
    /// <exception cref="EscalaException">The environment variable has another value.</exception>
    public static SharedMemoryCollective? Join(ICollective others, string nonce, TimeSpan? patience = null)
    {
        ArgumentNullException.ThrowIfNull(others);
        long bytes = new Layout(others.World).Bytes;
        bool isWanted = IsWanted();
        bool isFirst = others.Rank == 0;
        long mark = RankTicket.MarkOf(nonce);
        SharedMemory? memory = isFirst && isWanted ? Try(() => SharedMemory.Create(bytes)) : null;
        if (memory is not null)
        {
            *(long*)memory.Address = mark;
        }

        Span<char> path = stackalloc char[LongestPath];
        path.Clear();
        memory?.Path.CopyTo(path);
        others.Broadcast(path, 0);
        string where = new string(path).TrimEnd('\0');
        if (!isFirst && isWanted && where.Length > 0)
        {
            memory = Try(() => SharedMemory.Open(where, bytes));
            if (memory is not null && *(long*)memory.Address != mark)
            {
                memory.Dispose();
                memory = null;
            }
        }

        Span<long> able = [memory is null ? 0 : 1];
        others.Sum(able);
        if (able[0] == others.World)
        {
            return new SharedMemoryCollective(memory!, others.Rank, others.World, patience ?? CommunicatorCollective.DefaultPatience);
        }

        memory?.Dispose();
        return null;
    }

    private static bool IsWanted() => Environment.GetEnvironmentVariable(EnvironmentVariable) switch
    {
        null or "" or Automatic => true,
        CommunicatorCollective.Name => false,
        { } other => throw new EscalaException($"{EnvironmentVariable} must be {Automatic} or {CommunicatorCollective.Name}, but is '{other}'."),
    };

    private static SharedMemory? Try(Func<SharedMemory> take)
    {
        try
        {
            return take();
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
