namespace Escala.Numerics;

/// <summary>
/// Deals indices to threads. Each thread has a share of its own, the same in every round, and finds in its caches what it read there
/// the round before, where what another core has written or read last has to come from that core. Whoever is done takes from the shares
/// of others.
/// </summary>
/// <param name="threads">The number of threads.</param>
internal sealed class WorkShares(int threads)
{
    /// <summary>Each count has two cache lines of its own, since processors fetch them in pairs.</summary>
    private const int Padding = 128 / sizeof(int);

    private readonly int[] _taken = new int[(threads + 1) * Padding];
    private int _count;
    private bool _isBackwards;

    /// <summary>Begins a round; no thread may be in one.</summary>
    /// <param name="count">The number of indices.</param>
    /// <param name="isBackwards">
    /// Whether every share is taken from its end. In turns, a round begins with what the one before has left in the caches.
    /// </param>
    public void Begin(int count, bool isBackwards = false)
    {
        (_count, _isBackwards) = (count, isBackwards);
        Array.Clear(_taken);
    }

    /// <summary>Takes indices that nobody has taken in this round.</summary>
    /// <param name="thread">The 0-based number of the thread.</param>
    /// <param name="most">The most to take, at least 1.</param>
    /// <param name="takesLeft">So few are taken that as many takes are left of the share.</param>
    /// <param name="taken">The indices.</param>
    /// <returns>False when there are none left.</returns>
    public bool TryTake(int thread, int most, int takesLeft, out Range taken)
    {
        for (int i = 0; i < threads; i++)
        {
            int share = (thread + i) % threads;
            int first = First(share);
            int size = First(share + 1) - first;
            ref int next = ref _taken[(share + 1) * Padding];
            int left = size - Volatile.Read(ref next);
            if (left <= 0)
            {
                continue;
            }

            int few = Math.Clamp(left / takesLeft, 1, most);
            int end = Interlocked.Add(ref next, few);
            int begin = end - few;
            if (begin < size)
            {
                end = Math.Min(end, size);
                taken = _isBackwards ? (first + size - end)..(first + size - begin) : (first + begin)..(first + end);
                return true;
            }
        }

        taken = default;
        return false;
    }

    private int First(int share) => (int)((long)_count * share / threads);
}
