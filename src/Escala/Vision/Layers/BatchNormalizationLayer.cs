using Escala.Numerics;
using Escala.Vision.Kernels;

namespace Escala.Vision.Layers;

/// <summary>
/// Batch normalisation: y = (x - mean) / sqrt(variance + epsilon) x weight + bias per channel. Sums over planes are float32, over planes and
/// threads double, in a fixed order. The running variance is of n - 1, as in PyTorch. Where ranks share a mini-batch, the statistics can be those
/// of all its images (<see cref="LayerContext.SumOverRanks"/>): the ranks' sums and sums of squares, which each takes about its own mean, are put
/// together (Chan, Golub and LeVeque, "Algorithms for Computing the Sample Variance", 1983).
/// </summary>
internal sealed unsafe class BatchNormalizationLayer : Layer
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

    private double[][] NewSums(int threads) => [.. Enumerable.Range(0, threads).Select(_ => new double[_channels])];

    private static double Total(double[][] sums, int channel)
    {
        double total = 0;
        foreach (double[] part in sums)
        {
            total += part[channel];
        }

        return total;
    }

    private void TakeStatistics()
    {
        double count = (double)Context.Images * _pixels;
        Context.Team.Run(_sum);
        for (int channel = 0; channel < _channels; channel++)
        {
            _exchanged[channel] = Total(_sums, channel);
            Mean[channel] = (float)(_exchanged[channel] / Math.Max(1, count));
        }

        Context.Team.Run(_sumSquares);
        for (int channel = 0; channel < _channels; channel++)
        {
            _exchanged[_channels + channel] = Total(_sums, channel);
        }

        _count = count;
        if (Context.SumOverRanks is { } sumOverRanks)
        {
            PutTogether(sumOverRanks);
        }

        for (int channel = 0; channel < _channels; channel++)
        {
            double squares = _exchanged[_channels + channel];
            Mean[channel] = (float)(_exchanged[channel] / _count);
            InverseDeviation[channel] = (float)(1 / Math.Sqrt((squares / _count) + _epsilon));
            _runningMean.Values[channel] = (float)(((1 - _momentum) * _runningMean.Values[channel]) + (_momentum * Mean[channel]));
            _runningVariance.Values[channel] =
                (float)(((1 - _momentum) * _runningVariance.Values[channel]) + (_momentum * squares / Math.Max(1, _count - 1)));
        }
    }

    /// <summary>Makes of this rank's sums, and sums of squares about its own means, those of all ranks about the common means.</summary>
    private void PutTogether(RankSum sumOverRanks)
    {
        for (int channel = 0; channel < _channels; channel++)
        {
            _exchanged[_channels + channel] += _exchanged[channel] * _exchanged[channel] / Math.Max(1, _count);
        }

        _exchanged[^1] = _count;
        sumOverRanks(_exchanged);
        _count = _exchanged[^1];
        for (int channel = 0; channel < _channels; channel++)
        {
            // Rounding must not make a variance negative.
            double aboutZero = _exchanged[channel] * _exchanged[channel] / _count;
            _exchanged[_channels + channel] = Math.Max(0, _exchanged[_channels + channel] - aboutZero);
        }
    }

    private void SumOnThread(int thread)
    {
        double[] sums = _sums[thread];
        Array.Clear(sums);
        float* part = stackalloc float[Block];
        (nint first, nint end) = PlanesOf(thread);
        for (nint plane = first; plane < end; plane++)
        {
            _planes.Sum(Memory.Input + (plane * _pixels * Block), _pixels, part);
            Add(part, sums, ChannelOf(plane));
        }
    }

    private void SumSquaresOnThread(int thread)
    {
        double[] sums = _sums[thread];
        Array.Clear(sums);
        float* part = stackalloc float[Block];
        (nint first, nint end) = PlanesOf(thread);
        for (nint plane = first; plane < end; plane++)
        {
            float* x = Memory.Input + (plane * _pixels * Block);
            float* mean = Mean + ChannelOf(plane);
            _planes.SumProducts(x, mean, x, mean, _pixels, part);
            Add(part, sums, ChannelOf(plane));
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

    private void SumGradientsOnThread(int thread)
    {
        double[] sums = _sums[thread], products = _otherSums[thread];
        Array.Clear(sums);
        Array.Clear(products);
        float* part = stackalloc float[Block];
        (nint first, nint end) = PlanesOf(thread);
        for (nint plane = first; plane < end; plane++)
        {
            int channel = ChannelOf(plane);
            nint place = plane * _pixels * Block;
            _planes.Sum(Memory.OutputGradient + place, _pixels, part);
            Add(part, sums, channel);
            _planes.SumProducts(
                Memory.Input + place, Mean + channel, Memory.OutputGradient + place, Zeros + channel, _pixels, part);
            Add(part, products, channel);
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

    private static void Add(float* part, double[] sums, int channel)
    {
        for (int lane = 0; lane < Block; lane++)
        {
            sums[channel + lane] += part[lane];
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
