using Escala.Numerics;
using Xunit;

namespace Escala.Tests.Vision;

/// <summary>The kernel sets that this CPU runs, alone and with one and two threads.</summary>
public static class KernelChoices
{
    public static TheoryData<KernelSet> Sets => [.. All];

    public static TheoryData<KernelSet, int> SetsAndThreads
    {
        get
        {
            var data = new TheoryData<KernelSet, int>();
            foreach (KernelSet set in All)
            {
                data.Add(set, 1);
                data.Add(set, 2);
            }

            return data;
        }
    }

    private static IEnumerable<KernelSet> All => Enum.GetValues<KernelSet>().Where(set => set <= KernelSets.Best);
}
