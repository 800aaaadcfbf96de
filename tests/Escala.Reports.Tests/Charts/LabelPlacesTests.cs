using Escala.Reports.Charts;
using ScottPlot;
using Xunit;

namespace Escala.Reports.Tests.Charts;

public class LabelPlacesTests
{
    [Fact]
    public void Of_ClosePoints_CoversNothing()
    {
        const float Height = 20;
        Pixel[] points = [new(300, 100), new(310, 104), new(305, 112), new(320, 96), new(420, 100), new(590, 190)];
        float[] widths = [.. points.Select(_ => 170f)];
        PixelRect[] marks = [.. points.Select(point => new PixelRect(point.X - 8, point.X + 8, point.Y + 8, point.Y - 8))];
        IReadOnlyList<Pixel> corners = LabelPlaces.Of(points, widths, Height, marks, new PixelRect(80, 596, 250, 0));
        PixelRect[] places = [.. corners.Select(corner => new PixelRect(corner.X, corner.X + 170, corner.Y + Height, corner.Y))];
        for (int one = 0; one < places.Length; one++)
        {
            Assert.InRange(places[one].Left, 80, 596 - 170);
            Assert.InRange(places[one].Top, 0, 250 - Height);
            Assert.All(marks, mark => Assert.Equal(0, LabelPlaces.Overlap(places[one], mark), 1.0));
            for (int other = one + 1; other < places.Length; other++)
            {
                Assert.Equal(0, LabelPlaces.Overlap(places[one], places[other]), 1.0);
            }
        }
    }
}
