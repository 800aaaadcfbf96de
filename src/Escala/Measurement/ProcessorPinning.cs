using System.Runtime.InteropServices;

namespace Escala.Measurement;

/// <summary>Keeps a whole process on one processor, so that "one core" is not only one thread of many.</summary>
public static partial class ProcessorPinning
{
    private const int NoSuchThread = 3;

    /// <summary>
    /// Pins every thread of this process to the processor that the caller runs on; threads started later inherit it. There is
    /// no way back: it is meant for a process of its own that runs the <c>serial</c> engine.
    /// </summary>
    /// <returns>The 0-based number of the processor.</returns>
    /// <exception cref="EscalaException">The system is not Linux x64, or refused.</exception>
    public static int PinToOneProcessor()
    {
        SupportedPlatform.Require();
        int processor = CurrentProcessor();
        var pinned = new HashSet<int>();
        bool foundNew;
        do
        {
            // A thread that was started meanwhile by one not yet pinned is found by the next look.
            foundNew = false;
            foreach (string folder in Directory.EnumerateDirectories("/proc/self/task"))
            {
                int thread = int.Parse(Path.GetFileName(folder.AsSpan()));
                if (pinned.Add(thread))
                {
                    foundNew = true;
                    Pin(thread, processor);
                }
            }
        }
        while (foundNew);

        return processor;
    }

    private static void Pin(int thread, int processor)
    {
        Span<ulong> mask = stackalloc ulong[(processor / 64) + 1];
        mask.Clear();
        mask[processor / 64] = 1ul << (processor % 64);
        if (SetAffinity(thread, (nuint)(mask.Length * sizeof(ulong)), mask) != 0 && Marshal.GetLastPInvokeError() is var error and not NoSuchThread)
        {
            throw new EscalaException(
                $"Processor {processor} cannot be given to this process: {Marshal.GetPInvokeErrorMessage(error)}. "
                + "Allow sched_setaffinity, or use the local engine with one thread.");
        }
    }

    [LibraryImport("libc", EntryPoint = "sched_getcpu")]
    private static partial int CurrentProcessor();

    [LibraryImport("libc", EntryPoint = "sched_setaffinity", SetLastError = true)]
    private static partial int SetAffinity(int thread, nuint bytes, ReadOnlySpan<ulong> mask);
}
