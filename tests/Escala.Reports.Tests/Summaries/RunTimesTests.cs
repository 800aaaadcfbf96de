using Escala.Measurement;
using Escala.Reports.Summaries;
using Xunit;

namespace Escala.Reports.Tests.Summaries;

public sealed class RunTimesTests
{
    [Fact]
    public void Of_Run_PartsAddUpToTheWhole()
    {
        var times = RunTimes.Of(Toy.Run("serial", 10, (Phase.Load, 4), (Phase.Fit, 3)).With(result => result with
        {
            Phases = [result.Phases[0], result.Phases[1] with { CollectiveSeconds = 1 }],
        }));

        Assert.Equal(new RunTimes(3, 4, 2, 1), times);
        Assert.Equal(10, times.Wall);
    }

    [Fact]
    public void Of_RunInASession_HasItsStartApart()
    {
        var times = RunTimes.Of(Toy.Gang(2, 10, startUp: 3, (Phase.Load, 4), (Phase.Fit, 4)));

        Assert.Equal(new RunTimes(2, 3, 3, 2) { Session = 3 }, times);
        Assert.Equal(10, times.Wall);
    }

    [Fact]
    public void Of_RunOfAGang_CountsTheEnginesOwnProcesses()
    {
        var cost = RunCost.Of(Toy.Gang(2, 10, startUp: 3, (Phase.Load, 4), (Phase.Fit, 4)));

        Assert.Equal(17.5, cost.CpuSeconds);
        Assert.Equal(100, cost.CpuPercent);
        Assert.Equal((128L + 10) << 20, cost.StartBytes);
        Assert.Equal((256L + 20) << 20, cost.PeakBytes);
        Assert.Equal((1.5, 10L << 20, 20L << 20), (cost.OwnCpuSeconds, (long)cost.OwnRestingBytes, (long)cost.OwnPeakBytes));
    }

    [Fact]
    public void Of_RunOfTwoThreads_CountsTheCoresGranted()
    {
        var cost = RunCost.Of(Toy.Local(2, 10, (Phase.Load, 4), (Phase.Fit, 3)));

        Assert.Equal(14, cost.CpuSeconds);
        Assert.Equal(100, cost.CpuPercent);
        Assert.Equal(64 << 20, cost.GrowthBytes);
    }
}
