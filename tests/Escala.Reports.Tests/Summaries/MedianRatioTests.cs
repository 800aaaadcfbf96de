using Escala.Reports.Results;
using Escala.Reports.Summaries;
using Xunit;

namespace Escala.Reports.Tests.Summaries;

public sealed class MedianRatioTests
{
    [Fact]
    public void Of_IdenticalGroups_IsOneAndTheIntervalHasIt()
    {
        MedianRatio ratio = Ratio([3, 1, 2, 5], [3, 1, 2, 5]);

        Assert.Equal(1, ratio.Ratio);
        Assert.True(ratio.Interval!.HasOne);
    }

    [Fact]
    public void Of_EveryRoundTwiceAsLong_HasNoDoubt() =>
        Assert.Equal(new MedianRatio(2, new RatioInterval(2, 2)), Ratio([2, 20, 6], [1, 10, 3]));

    [Fact]
    public void Of_RoundsThatVary_LiesBetweenTheSmallestAndTheLargestRatio()
    {
        MedianRatio ratio = Ratio([4, 5, 6, 7, 9], [2, 2, 2, 2, 2]);

        Assert.Equal(3, ratio.Ratio);
        Assert.InRange(ratio.Interval!.Low, 2, 2.5);
        Assert.InRange(ratio.Interval.High, 3.5, 4.5);
        Assert.False(ratio.Interval.HasOne);
    }

    [Fact]
    public void Of_TheSameRunsAgain_IsTheSameInterval() =>
        Assert.Equal(Ratio([4, 5, 6, 7, 9], [2, 3, 2, 4, 2]), Ratio([4, 5, 6, 7, 9], [2, 3, 2, 4, 2]));

    [Fact]
    public void Of_TwoRounds_HasNoInterval() => Assert.Equal(new MedianRatio(2, null), Ratio([2, 4], [1, 2]));

    [Fact]
    public void Of_RoundThatOneDidNotFinish_IsNotInTheInterval()
    {
        RunGroup all = Group([2, 4, 6]);
        RunGroup failed = all with { Runs = [.. all.Runs.Take(2), all.Runs[2] with { Result = null, Error = "No." }] };

        Assert.Null(MedianRatio.Of(all, failed, run => run.WallSeconds!.Value).Interval);
    }

    private static MedianRatio Ratio(double[] above, double[] below) =>
        MedianRatio.Of(Group(above), Group(below), run => run.WallSeconds!.Value);

    private static RunGroup Group(double[] walls) =>
        new(RunKind.Engine, "serial", 1, [.. walls.Select((wall, round) => Toy.Run("serial", wall) with { Repeat = round + 1 })]);
}
