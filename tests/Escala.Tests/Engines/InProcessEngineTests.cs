using Escala.Engines;
using Escala.Numerics;
using Xunit;

namespace Escala.Tests.Engines;

public sealed class InProcessEngineTests
{
    [Fact]
    public async Task LocalEngine_NoThreadsGiven_UsesEveryProcessor()
    {
        await using var engine = new LocalEngine();

        Assert.Equal(Environment.ProcessorCount, engine.Threads);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(LocalEngine.MaxThreads + 1)]
    public void LocalEngine_ThreadsOutOfRange_Throws(int threads)
    {
        InvalidOptionsException fault = Assert.Throws<InvalidOptionsException>(() => new LocalEngine(threads));

        Assert.StartsWith($"Threads of LocalEngine must be from 1 to 1024, but was {threads}.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SoloCollective_Calls_LeaveWhatTheOneRankHas()
    {
        var solo = new SoloCollective();
        float[] floats = [1, 2];
        double[] doubles = [3];
        long[] longs = [4];

        solo.Sum(floats);
        solo.Max(floats);
        solo.Sum(doubles);
        solo.Sum(longs);
        solo.Broadcast<long>(longs, root: 0);

        Assert.Equal((1, 2, 3, 4), (floats[0], floats[1], doubles[0], longs[0]));
        Assert.Equal([floats], solo.Gather<float>(floats));
        Assert.Throws<ArgumentOutOfRangeException>(() => solo.Broadcast<long>(longs, root: 1));
    }

    [Fact]
    public void Engines_KernelsBeyondTheCpu_Throw()
    {
        const KernelSet beyond = (KernelSet)99;

        Assert.Throws<InvalidOptionsException>(() => new SerialEngine(beyond));
        Assert.Throws<InvalidOptionsException>(() => new LocalEngine(1, beyond));
    }
}
