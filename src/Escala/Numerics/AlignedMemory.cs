using System.Runtime.InteropServices;

namespace Escala.Numerics;

/// <summary>
/// Native memory for rows. Large pieces ask the kernel for 2 MB pages: with 4 kB ones, passes over rows take a sixth longer, and a
/// quarter of a short fit goes into page faults. Where the kernel has none to give, they are ordinary memory.
/// </summary>
/// <remarks>
/// A hypervisor that takes back what its machines do not use takes it in such pieces. To touch one again costs a few milliseconds, so that
/// rows which are passed over a few times only are read three times as fast into 4 kB pages there (decision 0005).
/// </remarks>
internal static unsafe partial class AlignedMemory
{
    private const nuint Alignment = 64;
    private const nuint HugePage = 2 << 20;

    /// <summary>From this size on the unused rest of the last large page does not matter.</summary>
    private const nuint LargeBytes = 2 * HugePage;

    /// <summary>Linux's MADV_HUGEPAGE.</summary>
    private const int AdviseHugePages = 14;

    /// <summary>Reserves memory, aligned to 64 bytes or more; the contents are undefined. Free it with <see cref="Free"/>.</summary>
    /// <param name="bytes">How much.</param>
    /// <param name="hugePages">Whether to ask for 2 MB pages, if it is that large: for what many passes go over.</param>
    public static void* Allocate(nuint bytes, bool hugePages = true)
    {
        if (bytes < LargeBytes || !hugePages)
        {
            return NativeMemory.AlignedAlloc(bytes, Alignment);
        }

        nuint whole = (bytes + HugePage - 1) / HugePage * HugePage;
        void* memory = NativeMemory.AlignedAlloc(whole, HugePage);

        // Advice only: a kernel without huge pages refuses it, and all goes on as before.
        _ = Advise(memory, whole, AdviseHugePages);
        return memory;
    }

    /// <summary>Frees memory; null is allowed.</summary>
    public static void Free(void* memory) => NativeMemory.AlignedFree(memory);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);
}
