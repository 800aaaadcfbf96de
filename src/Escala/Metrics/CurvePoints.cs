namespace Escala.Metrics;

/// <summary>Points of a curve over the distinct scores, thinned while they are made to at most 201.</summary>
/// <param name="total">The number of points there will be.</param>
internal sealed class CurvePoints(int total)
{
    private const int Steps = 200;

    private readonly List<double> _x = [];
    private readonly List<double> _y = [];
    private int _lastStep = -1;

    /// <summary>Adds a point, or leaves it out.</summary>
    /// <param name="way">How far along the curve it is, from 0 to 1, never falling.</param>
    /// <param name="x">Its x value.</param>
    /// <param name="y">Its y value.</param>
    /// <param name="isLast">Whether it is the last, which is always kept.</param>
    public void Add(double way, double x, double y, bool isLast)
    {
        int step = (int)(way * Steps);
        if (total <= Steps + 1 || isLast || (step > _lastStep && step < Steps))
        {
            _lastStep = step;
            _x.Add(x);
            _y.Add(y);
        }
    }

    /// <summary>The curve.</summary>
    public ScoreCurve Of(int classIndex) => new(classIndex, [.. _x], [.. _y]);
}
