using System.Runtime.InteropServices;

namespace Escala.Numerics;

/// <summary>
/// Keeps the threads of a team on different processors. A thread that was just started or woken often shares the processor of the
/// one that did it, and the system may leave both there for longer than a short fit takes. A thread is moved once and may then run
/// wherever it could before. All of it is advice: where the system does not allow it, all goes on as before.
/// </summary>
internal sealed partial class ProcessorSpread
{
    /// <summary>Room for 1,024 processors, which is what Linux's <c>cpu_set_t</c> has.</summary>
    private const int MaskWords = 16;

    private const int WordBits = 64;

    /// <summary>Where each thread was last seen; -1 before.</summary>
    private readonly int[] _processors;

    /// <summary>Creates the spread of a team.</summary>
    /// <param name="threads">The number of threads.</param>
    public ProcessorSpread(int threads)
    {
        _processors = new int[threads];
        Array.Fill(_processors, -1);
    }

    /// <summary>Sees where the calling thread is.</summary>
    /// <param name="thread">Its number in the team.</param>
    public void Note(int thread) => Volatile.Write(ref _processors[thread], CurrentProcessor());

    /// <summary>Moves the calling thread away from the processors of the others, if it may run on another one.</summary>
    /// <param name="thread">Its number in the team.</param>
    public void Settle(int thread)
    {
        Volatile.Write(ref _processors[thread], -1);
        if (Array.IndexOf(_processors, CurrentProcessor()) >= 0)
        {
            MoveToFree();
        }

        Note(thread);
    }

    private void MoveToFree()
    {
        const nuint Bytes = MaskWords * sizeof(ulong);
        Span<ulong> allowed = stackalloc ulong[MaskWords];
        Span<ulong> free = stackalloc ulong[MaskWords];
        allowed.Clear();
        if (GetAffinity(0, Bytes, allowed) != 0)
        {
            return;
        }

        allowed.CopyTo(free);
        foreach (int taken in _processors)
        {
            if (taken is >= 0 and < MaskWords * WordBits)
            {
                free[taken / WordBits] &= ~(1ul << (taken % WordBits));
            }
        }

        if (free.ContainsAnyExcept(0ul) && SetAffinity(0, Bytes, free) == 0)
        {
            _ = SetAffinity(0, Bytes, allowed);
        }
    }

    [LibraryImport("libc", EntryPoint = "sched_getcpu")]
    private static partial int CurrentProcessor();

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    private static partial int GetAffinity(int thread, nuint bytes, Span<ulong> mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nuint bytes, ReadOnlySpan<ulong> mask);
}
