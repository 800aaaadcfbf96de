using ScottPlot;

namespace Escala.Reports.Charts;

/// <summary>
/// The mean of curves that rise from left to right: at the x that they have, thinned for drawing, the mean of their heights there. Where a
/// curve is vertical it has two heights, its lower and its upper one, and so has the mean.
/// </summary>
internal static class MeanCurve
{
    private const int MostPlaces = 400;

    /// <summary>The mean.</summary>
    /// <param name="curves">The curves, at least one, each with at least one point, from the smallest to the largest x.</param>
    public static Coordinates[] Of(IReadOnlyList<Coordinates[]> curves)
    {
        double[] places = [.. curves.SelectMany(curve => curve).Select(point => point.X).Distinct().Order()];
        int step = (places.Length + MostPlaces - 1) / MostPlaces;
        return
        [
            .. places.Where((_, index) => index % step == 0 || index == places.Length - 1).SelectMany(x => new[]
            {
                new Coordinates(x, curves.Average(curve => Height(curve, x, isUpper: false))),
                new Coordinates(x, curves.Average(curve => Height(curve, x, isUpper: true))),
            }).Distinct(),
        ];
    }

    private static double Height(Coordinates[] curve, double x, bool isUpper)
    {
        int after = FirstAfter(curve, x, isUpper);
        return after == 0 ? curve[0].Y
            : after == curve.Length ? curve[^1].Y
            : curve[after].X == x ? curve[after].Y
            : Between(curve[after - 1], curve[after], x);
    }

    /// <summary>The first point at x or to its right, or of the upper height the first one to its right; the number of points where there is none.</summary>
    private static int FirstAfter(Coordinates[] curve, double x, bool isUpper)
    {
        (int from, int to) = (0, curve.Length);
        while (from < to)
        {
            int middle = (from + to) / 2;
            if (curve[middle].X > x || (!isUpper && curve[middle].X == x))
            {
                to = middle;
            }
            else
            {
                from = middle + 1;
            }
        }

        return from;
    }

    private static double Between(Coordinates from, Coordinates to, double x) =>
        from.Y + ((to.Y - from.Y) * (x - from.X) / (to.X - from.X));
}
