using Escala.Numerics;
using Escala.Vision.Kernels;

namespace Escala.Vision.Layers;

/// <summary>
/// A convolution, and a ReLU and max pooling after it: a ReLU only where the next layer, or the pooling, leaves out its gradient. Each thread
/// convolves its share of the images by the algorithm that suits the convolution, a few at a time; when these are pooled they are still in the
/// cache, so that neither what the convolution gives nor its gradient is ever in memory as a whole.
/// </summary>
internal sealed unsafe class ConvolutionLayer : Layer
{
    /// <summary>With fewer channels, Winograd's transforms cost more than the multiplications that they spare.</summary>
    private const int FewestChannelsOfWinograd = 8;

    private readonly ConvolutionAlgorithm _algorithm;
    private readonly bool _isRectified;
    private readonly PoolingShape? _pooling;
    private readonly PoolingKernels _poolings;
    private readonly nint _inputLength;
    private readonly nint _outputLength;
    private readonly nint _convolvedLength;
    private readonly Parameter _weights;
    private readonly Parameter? _bias;
    private readonly Action<int> _prepareForward;
    private readonly Action<int> _forward;
    private readonly Action<int> _prepareBackward;
    private readonly Action<int> _backward;

    /// <summary>Plans the layer.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="kernels">The kernel set.</param>
    /// <param name="shape">The convolution.</param>
    /// <param name="hasBias">Whether a number per channel is added.</param>
    /// <param name="isRectified">Whether a ReLU is part of it.</param>
    /// <param name="isPlain">Whether images come in plain; only where <see cref="ReadsPlain"/> allows it.</param>
    /// <param name="pooling">The max pooling that is part of it; null for none.</param>
    public ConvolutionLayer(
        string name, KernelSet kernels, ConvolutionShape shape, bool hasBias, bool isRectified, bool isPlain, PoolingShape? pooling = null)
        : base(name, shape.Input, pooling is { } windows ? new ImageShape(shape.Channels, windows.OutputHeight, windows.OutputWidth) : shape.Output)
    {
        _algorithm = shape.IsDepthwise ? new DepthwiseConvolution(kernels, shape)
            : SuitsWinograd(shape) ? new WinogradConvolution(kernels, shape)
            : new DirectConvolution(kernels, shape, isPlain);
        (_isRectified, _pooling, _poolings) = (isRectified, pooling, PoolingKernels.For(kernels));
        _outputLength = ChannelBlocks.Length(Output);
        _convolvedLength = ChannelBlocks.Length(shape.Output);
        _inputLength = isPlain ? (nint)shape.Input.Count : ChannelBlocks.Length(shape.Input);
        _weights = Weights(name, _algorithm);
        _bias = hasBias ? Parameter.Flat($"{name}.bias", shape.Channels, spread: _weights.Spread) : null;
        Parameters = _bias is null ? [_weights] : [_weights, _bias];
        (_prepareForward, _forward) = (PrepareForward, ForwardOnThread);
        (_prepareBackward, _backward) = (PrepareBackward, BackwardOnThread);
    }

    public override IReadOnlyList<Parameter> Parameters { get; }

    public override nint SharedLength => _algorithm.SharedLength;

    /// <summary>Whether the convolution can be the first layer and read plain images.</summary>
    public static bool ReadsPlain(ConvolutionShape shape) => !shape.IsDepthwise && !SuitsWinograd(shape);

    public override nint ThreadLength(int batch) =>
        _algorithm.ThreadLength + (_pooling is null ? 0 : _algorithm.ImagesAtOnce * _convolvedLength);

    /// <summary>Where the largest values of the windows were.</summary>
    public override nint KeptLength(int batch) => _pooling is null ? 0 : batch * _outputLength;

    protected override void Forward()
    {
        Context.Team.Run(_prepareForward);
        Context.Team.Run(_forward);
    }

    protected override void Backward()
    {
        Context.Team.Run(_prepareBackward);
        Context.Team.Run(_backward);
        _algorithm.SumGradients(Context, _weights.Gradients, _bias is null ? null : _bias.Gradients);
    }

    private static bool SuitsWinograd(ConvolutionShape shape) =>
        shape is { KernelHeight: 3, KernelWidth: 3, Stride: 1, Groups: 1, Input.Channels: >= FewestChannelsOfWinograd };

    /// <summary>The standard layout has the channels of one group only.</summary>
    private static Parameter Weights(string name, ConvolutionAlgorithm algorithm)
    {
        ConvolutionShape shape = algorithm.Shape;
        int inputs = shape.Input.Channels / shape.Groups;
        int outputsPerGroup = shape.Channels / shape.Groups;
        return new Parameter(
            $"{name}.weight",
            [shape.Channels, inputs, shape.KernelHeight, shape.KernelWidth],
            algorithm.WeightLength,
            i =>
            {
                (int channels, int place) = Math.DivRem(i, shape.Places);
                (int output, int input) = Math.DivRem(channels, inputs);
                return algorithm.IndexOfWeight(output, (output / outputsPerGroup * inputs) + input, place);
            })
        {
            // As PyTorch does: one over the root of the inputs of a channel.
            Spread = 1 / Math.Sqrt((double)inputs * shape.Places),
        };
    }

    private void PrepareForward(int thread) => _algorithm.PrepareForward(Context, thread, _weights.Values);

    private void PrepareBackward(int thread) => _algorithm.PrepareBackward(Context, thread, _weights.Values);

    private void ForwardOnThread(int thread)
    {
        int end = Context.FirstImage(thread + 1);
        float* bias = _bias is null ? null : _bias.Values;
        for (int image = Context.FirstImage(thread); image < end; image += _algorithm.ImagesAtOnce)
        {
            int images = Math.Min(_algorithm.ImagesAtOnce, end - image);
            float* output = Memory.Output + (image * _outputLength);
            float* convolved = _pooling is null ? output : Convolved(thread);
            float* input = Memory.Input + (image * _inputLength);
            _algorithm.Forward(Context, thread, images, input, _weights.Values, bias, _isRectified, convolved);
            if (_pooling is { } windows)
            {
                Pool(windows, images, convolved, output, Memory.Kept + (image * _outputLength));
            }
        }
    }

    private void BackwardOnThread(int thread)
    {
        int end = Context.FirstImage(thread + 1);
        for (int image = Context.FirstImage(thread); image < end; image += _algorithm.ImagesAtOnce)
        {
            int images = Math.Min(_algorithm.ImagesAtOnce, end - image);
            float* gradient = Memory.OutputGradient + (image * _outputLength);
            if (_pooling is { } windows)
            {
                Unpool(windows, images, gradient, image * _outputLength, Convolved(thread));
                gradient = Convolved(thread);
            }

            float* inputGradient = Memory.InputGradient is null ? null : Memory.InputGradient + (image * _inputLength);
            _algorithm.Backward(Context, thread, images, Memory.Input + (image * _inputLength), gradient, IsGated, inputGradient);
        }
    }

    /// <summary>What the convolution gives of a few images, before it is pooled, or its gradient.</summary>
    private float* Convolved(int thread) => Context.Own(thread) + _algorithm.ThreadLength;

    private void Pool(PoolingShape windows, int images, float* convolved, float* output, float* places)
    {
        nint plane = _convolvedLength / ChannelBlocks.Count(Output.Channels), pooledPlane = _outputLength / ChannelBlocks.Count(Output.Channels);
        for (int i = 0; i < images * ChannelBlocks.Count(Output.Channels); i++)
        {
            _poolings.Max(convolved + (i * plane), windows, output + (i * pooledPlane), places + (i * pooledPlane));
        }
    }

    /// <summary>The largest value of a window is positive where the ReLU let it pass.</summary>
    private void Unpool(PoolingShape windows, int images, float* gradient, nint place, float* convolved)
    {
        nint plane = _convolvedLength / ChannelBlocks.Count(Output.Channels), pooledPlane = _outputLength / ChannelBlocks.Count(Output.Channels);
        for (int i = 0; i < images * ChannelBlocks.Count(Output.Channels); i++, place += pooledPlane)
        {
            float* gate = _isRectified ? Memory.Output + place : null;
            _poolings.MaxGradient(gradient + (i * pooledPlane), Memory.Kept + place, gate, windows, convolved + (i * plane));
        }
    }
}
