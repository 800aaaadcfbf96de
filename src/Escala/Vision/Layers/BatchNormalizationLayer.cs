using Escala.Numerics;
using Escala.Vision.Kernels;

namespace Escala.Vision.Layers;

/// <summary>
/// Batch normalisation: y = (x - mean) / sqrt(variance + epsilon) x weight + bias per channel. Sums over planes are float32, over planes and
/// threads double, in a fixed order. The running variance is of n - 1, as in PyTorch. Where ranks share a mini-batch, the statistics can be those
/// of all its images (<see cref="LayerContext.SumOverRanks"/>): the ranks' sums and sums of squares, which each takes about its own mean, are put
/// together (Chan, Golub and LeVeque, "Algorithms for Computing the Sample Variance", 1983).
/// </summary>
internal sealed unsafe partial class BatchNormalizationLayer : Layer
{
    private const int Block = ChannelBlocks.Width;

    private readonly PlaneKernels _planes;
    private readonly double _momentum;
    private readonly double _epsilon;
    private readonly int _channels;
    private readonly nint _pixels;
    private readonly Parameter _weight;
    private readonly Parameter _bias;
    private readonly Parameter _runningMean;
    private readonly Parameter _runningVariance;
    private readonly Action<int> _sum;
    private readonly Action<int> _sumSquares;
    private readonly Action<int> _normalize;
    private readonly Action<int> _sumGradients;
    private readonly Action<int> _differentiate;
    private readonly double[][] _sums;
    private readonly double[][] _otherSums;
    private readonly double[] _exchanged;
    private double _count;

    /// <summary>Plans the layer.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="kernels">The kernel set.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="momentum">The share of a new mini-batch in the running averages.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <param name="threads">The number of threads.</param>
    public BatchNormalizationLayer(string name, KernelSet kernels, ImageShape shape, double momentum, double epsilon, int threads)
        : base(name, shape, shape)
    {
        _planes = PlaneKernels.For(kernels);
        (_momentum, _epsilon) = (momentum, epsilon);
        _channels = ChannelBlocks.Padded(shape.Channels);
        _pixels = (nint)shape.Height * shape.Width;
        _weight = Parameter.Flat($"{name}.weight", shape.Channels, start: 1);
        _bias = Parameter.Flat($"{name}.bias", shape.Channels);
        _runningMean = Parameter.Flat($"{name}.running_mean", shape.Channels);
        _runningVariance = Parameter.Flat($"{name}.running_var", shape.Channels, start: 1);
        Parameters = [_weight, _bias];
        Statistics = [_runningMean, _runningVariance];
        (_sums, _otherSums) = (NewSums(threads), NewSums(threads));
        _exchanged = new double[(2 * _channels) + 1];
        (_sum, _sumSquares, _normalize) = (SumOnThread, SumSquaresOnThread, NormalizeOnThread);
        (_sumGradients, _differentiate) = (SumGradientsOnThread, DifferentiateOnThread);
    }

    public override IReadOnlyList<Parameter> Parameters { get; }

    public override IReadOnlyList<Parameter> Statistics { get; }

    /// <summary>Of the mini-batch, then of its gradient; kept for the backward pass: the mean.</summary>
    private float* Mean => Memory.Kept;

    private float* Scale => Memory.Kept + _channels;

    private float* Slope => Memory.Kept + (2 * _channels);

    private float* Shift => Memory.Kept + (3 * _channels);

    /// <summary>1 / sqrt(variance + epsilon); kept for the backward pass.</summary>
    private float* InverseDeviation => Memory.Kept + (4 * _channels);

    private float* Zeros => Memory.Kept + (5 * _channels);

    public override nint KeptLength(int batch) => 6 * (nint)_channels;

    protected override void Forward()
    {
        if (Context.IsTraining)
        {
            TakeStatistics();
        }
        else
        {
            for (int channel = 0; channel < _channels; channel++)
            {
                Mean[channel] = _runningMean.Values[channel];
                InverseDeviation[channel] = (float)(1 / Math.Sqrt(_runningVariance.Values[channel] + _epsilon));
            }
        }

        for (int channel = 0; channel < _channels; channel++)
        {
            Scale[channel] = _weight.Values[channel] * InverseDeviation[channel];
        }

        Context.Team.Run(_normalize);
    }

    protected override void Backward()
    {
        new Span<float>(Zeros, _channels).Clear();
        Context.Team.Run(_sumGradients);
        for (int channel = 0; channel < _channels; channel++)
        {
            double sum = Total(_sums, channel), products = Total(_otherSums, channel);
            _bias.Gradients[channel] = (float)sum;
            _weight.Gradients[channel] = (float)(products * InverseDeviation[channel]);
            (_exchanged[channel], _exchanged[_channels + channel]) = (sum, products);
        }

        // Gradients of parameters are summed over the ranks with all others; that of the input depends on all images at once.
        Context.SumOverRanks?.Invoke(_exchanged.AsSpan(0, 2 * _channels));
        for (int channel = 0; channel < _channels; channel++)
        {
            double inverse = InverseDeviation[channel], scale = _weight.Values[channel] * inverse;
            Scale[channel] = (float)scale;
            Slope[channel] = (float)(-scale * inverse * inverse * _exchanged[_channels + channel] / _count);
            Shift[channel] = (float)(-scale * _exchanged[channel] / _count);
        }

        if (Memory.InputGradient is not null)
        {
            Context.Team.Run(_differentiate);
        }
    }

    private void NormalizeOnThread(int thread)
    {
        (nint first, nint end) = PlanesOf(thread);
        for (nint plane = first; plane < end; plane++)
        {
            int channel = ChannelOf(plane);
            nint place = plane * _pixels * Block;
            _planes.Scale(
                Memory.Input + place, Mean + channel, Scale + channel, _bias.Values + channel, _pixels, Memory.Output + place);
        }
    }

    private void DifferentiateOnThread(int thread)
    {
        (nint first, nint end) = PlanesOf(thread);
        for (nint plane = first; plane < end; plane++)
        {
            int channel = ChannelOf(plane);
            nint place = plane * _pixels * Block;
            _planes.Combine(
                Memory.OutputGradient + place,
                Scale + channel,
                Memory.Input + place,
                Mean + channel,
                Slope + channel,
                Shift + channel,
                _pixels,
                Memory.InputGradient + place);
        }
    }

    /// <summary>The planes of 16 channels of a thread's images.</summary>
    private (nint First, nint End) PlanesOf(int thread)
    {
        nint planes = _channels / Block;
        return (Context.FirstImage(thread) * planes, Context.FirstImage(thread + 1) * planes);
    }

    private int ChannelOf(nint plane) => (int)(plane % (_channels / Block)) * Block;
}
