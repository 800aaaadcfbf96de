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
    public void Of_RunOfTwoThreads_CountsTheCoresGranted()
    {
        var cost = RunCost.Of(Toy.Local(2, 10, (Phase.Load, 4), (Phase.Fit, 3)));

        Assert.Equal(14, cost.CpuSeconds);
        Assert.Equal(100, cost.CpuPercent);
        Assert.Equal(64 << 20, cost.GrowthBytes);
    }
}
