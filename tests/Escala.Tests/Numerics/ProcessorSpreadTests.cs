using System.Runtime.InteropServices;
using Escala.Numerics;
using Xunit;

namespace Escala.Tests.Numerics;

public sealed partial class ProcessorSpreadTests
{
    private const int MaskWords = 16;
    private const int Tries = 20;

    [Fact]
    public void Settle_BesideAnotherThread_MovesToAnotherProcessor()
    {
        Assert.SkipWhen(AllowedProcessors().Length < 2, "There is only one processor that the thread may run on.");
        int moves = 0;
        for (int i = 0; i < Tries; i++)
        {
            // One thread plays both members of the team, and so the second one begins where the first one is.
            var spread = new ProcessorSpread(threads: 2);
            int before = CurrentProcessor();
            spread.Note(0);
            spread.Settle(1);
            moves += CurrentProcessor() != before ? 1 : 0;
        }

        // The system may take a thread elsewhere at any moment, but seldom does.
        Assert.InRange(moves, Tries * 3 / 4, Tries);
    }

    [Fact]
    public void Settle_BesideAnotherThread_MayAfterwardsRunWhereItCouldBefore()
    {
        int[] before = AllowedProcessors();
        var spread = new ProcessorSpread(threads: 2);
        spread.Note(0);
        spread.Settle(1);
        Assert.Equal(before, AllowedProcessors());
    }

    private static int[] AllowedProcessors()
    {
        var mask = new ulong[MaskWords];
        Assert.True(GetAffinity(0, MaskWords * sizeof(ulong), mask) >= 0);
        return [.. Enumerable.Range(0, MaskWords * 64).Where(processor => (mask[processor / 64] >> (processor % 64) & 1) != 0)];
    }

    [LibraryImport("libc", EntryPoint = "sched_getcpu")]
    private static partial int CurrentProcessor();

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    private static partial int GetAffinity(int thread, nuint bytes, [Out] ulong[] mask);
}
