namespace Escala.Vision.Training;

/// <summary>The loss over the mini-batches of a training, thinned while it is made so that no epoch has more than its share of 500 points, or one.</summary>
internal sealed class LossCurve
{
    private const int MostPoints = 500;

    private readonly List<ConvNetLossPoint> _points;
    private readonly int _stride;
    private double _sum;
    private int _count;

    /// <summary>Begins or goes on.</summary>
    /// <param name="epochs">The epochs of the whole training.</param>
    /// <param name="stepsPerEpoch">The mini-batches of an epoch.</param>
    /// <param name="before">The points so far.</param>
    public LossCurve(int epochs, int stepsPerEpoch, IReadOnlyList<ConvNetLossPoint> before)
    {
        int perEpoch = Math.Max(1, MostPoints / epochs);
        _stride = (stepsPerEpoch + perEpoch - 1) / perEpoch;
        _points = [.. before];
    }

    /// <summary>The points so far.</summary>
    public IReadOnlyList<ConvNetLossPoint> Points => _points;

    /// <summary>Adds a mini-batch.</summary>
    /// <param name="step">The mini-batches so far, this one included.</param>
    /// <param name="loss">Its loss.</param>
    /// <param name="endsEpoch">Whether it is the last one of its epoch.</param>
    public void Add(long step, double loss, bool endsEpoch)
    {
        _sum += loss;
        _count++;
        if (_count == _stride || endsEpoch)
        {
            _points.Add(new ConvNetLossPoint(step, _sum / _count));
            (_sum, _count) = (0, 0);
        }
    }
}
