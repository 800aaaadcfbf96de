using SkiaSharp;

namespace Escala.Reports.Charts;

/// <summary>The outline of a mark: a regular polygon, or a star where every second corner is drawn in.</summary>
/// <param name="Corners">The corners.</param>
/// <param name="Inner">How far out every second corner is, of 1; 1 for a polygon.</param>
/// <param name="Turn">By how much it is turned from having a corner on top, in degrees.</param>
internal sealed record MarkShape(int Corners, double Inner, double Turn)
{
    private static readonly MarkShape[] Shapes =
    [
        new(12, 1, 0), new(4, 1, 45), new(3, 1, 0), new(4, 1, 0), new(3, 1, 180), new(8, 0.3, 0), new(10, 0.42, 0), new(8, 0.3, 45),
        new(6, 1, 0), new(6, 0.25, 0),
    ];

    /// <summary>How many shapes there are before they repeat.</summary>
    public static int Count => Shapes.Length;

    /// <summary>Nearly a circle.</summary>
    public static MarkShape Dot => Shapes[0];

    /// <summary>A cross, as for centroids.</summary>
    public static MarkShape Cross { get; } = new(8, 0.3, 45);

    /// <summary>The shape for the series, cluster or run of an index; they repeat.</summary>
    /// <param name="index">The 0-based index.</param>
    public static MarkShape Of(int index) => Shapes[index % Shapes.Length];

    /// <summary>Adds the outline to a path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="x">The centre, in pixels.</param>
    /// <param name="y">The centre, in pixels.</param>
    /// <param name="radius">The radius, in pixels.</param>
    public void AddTo(SKPath path, float x, float y, float radius)
    {
        Span<SKPoint> corners = stackalloc SKPoint[Corners];
        for (int corner = 0; corner < Corners; corner++)
        {
            (double sine, double cosine) = Math.SinCos((2 * Math.PI * corner / Corners) + (Turn * Math.PI / 180));
            double reach = corner % 2 == 0 ? radius : radius * Inner;
            corners[corner] = new SKPoint((float)(x + (reach * sine)), (float)(y - (reach * cosine)));
        }

        path.AddPoly(corners, close: true);
    }
}
