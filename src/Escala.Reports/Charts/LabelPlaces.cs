using ScottPlot;

namespace Escala.Reports.Charts;

/// <summary>Finds places for the names of points where they cover neither each other nor points.</summary>
internal static class LabelPlaces
{
    private const float Gap = 11;

    private static readonly int[] Sides = [1, -1];

    /// <summary>The upper left corner of each label, in pixels with y downwards, next to its point.</summary>
    /// <param name="points">The points, in pixels.</param>
    /// <param name="widths">The widths of the labels.</param>
    /// <param name="height">The height of every label.</param>
    /// <param name="marks">What the labels must not cover.</param>
    /// <param name="bounds">What the labels must not leave.</param>
    public static IReadOnlyList<Pixel> Of(
        IReadOnlyList<Pixel> points, IReadOnlyList<float> widths, float height, IReadOnlyList<PixelRect> marks, PixelRect bounds)
    {
        List<PixelRect> taken = [.. marks];
        var corners = new List<Pixel>();
        for (int index = 0; index < points.Count; index++)
        {
            PixelRect best = Candidates(points[index], widths[index], height, bounds)
                .MinBy(place => Math.Round(taken.Sum(other => Overlap(place, other))))!;
            taken.Add(best);
            corners.Add(new Pixel(best.Left, best.Top));
        }

        return corners;
    }

    /// <summary>The area that two rectangles share.</summary>
    public static double Overlap(PixelRect one, PixelRect other)
    {
        double width = Math.Min(one.Right, other.Right) - Math.Max(one.Left, other.Left);
        double height = Math.Min(one.Bottom, other.Bottom) - Math.Max(one.Top, other.Top);
        return Math.Max(0, width) * Math.Max(0, height);
    }

    // Nearest first: of equally good places the first is taken.
    private static IEnumerable<PixelRect> Candidates(Pixel point, float width, float height, PixelRect bounds)
    {
        for (int distance = 0; distance < 5; distance++)
        {
            foreach (int side in Sides)
            {
                yield return Inside(point.X + Gap, point.Y - (height / 2) - (side * distance * height / 2), width, height, bounds);
                yield return Inside(point.X - Gap - width, point.Y - (height / 2) - (side * distance * height / 2), width, height, bounds);
                yield return Inside(point.X - (width / 2), point.Y - (height / 2) - (side * (Gap + (height / 2) + (distance * height / 2))), width, height, bounds);
            }
        }
    }

    private static PixelRect Inside(float left, float top, float width, float height, PixelRect bounds)
    {
        float x = Math.Max(bounds.Left, Math.Min(left, bounds.Right - width));
        float y = Math.Max(bounds.Top, Math.Min(top, bounds.Bottom - height));
        return new PixelRect(x, x + width, y + height, y);
    }
}
