using Escala.Reports.Charts;
using ScottPlot;
using Xunit;

namespace Escala.Reports.Tests.Charts;

public sealed class MeanCurveTests
{
    [Fact]
    public void Of_VerticalAndSloping_HasBothHeightsWhereOneIsVertical() => Assert.Equal(
        [new(0, 0), new(0, 0.4), new(0.5, 0.4 + 0.25), new(1, 0.9)],
        Rounded(MeanCurve.Of([[new(0, 0), new(0, 0.8), new(1, 0.8)], [new(0, 0), new(0.5, 0.5), new(1, 1)]])));

    [Fact]
    public void Of_OneCurve_IsTheCurve()
    {
        Coordinates[] curve = [new(0, 0), new(0, 0.7), new(0.2, 0.7), new(0.2, 0.9), new(1, 1)];

        Assert.Equal(curve, MeanCurve.Of([curve]));
    }

    [Fact]
    public void Of_ManyPoints_IsThinnedAndKeepsItsEnds()
    {
        Coordinates[] curve = [.. Enumerable.Range(0, 3001).Select(point => new Coordinates(point / 3000.0, Math.Sqrt(point / 3000.0)))];
        Coordinates[] mean = MeanCurve.Of([curve]);

        Assert.InRange(mean.Length, 100, 401);
        Assert.Equal((curve[0], curve[^1]), (mean[0], mean[^1]));
    }

    private static Coordinates[] Rounded(Coordinates[] points) =>
        [.. points.Select(point => new Coordinates(Math.Round(point.X, 9), Math.Round(point.Y, 9)))];
}
