using Escala.Numerics;
using Escala.Vision.Kernels;

namespace Escala.Vision.Layers;

/// <summary>
/// A convolution of every channel by itself, 16 channels at a time. Weights lie as <c>[places][C]</c>. The gradient of the image is the same
/// convolution of the output's gradient, with zeros between and around its pixels, by the kernel turned round.
/// </summary>
internal sealed unsafe class DepthwiseConvolution : ConvolutionAlgorithm
{
    private const int Block = ChannelBlocks.Width;

    private readonly DepthwiseKernels _kernels;
    private readonly PlaneKernels _planes;
    private readonly PaddedImage _input;
    private readonly PaddedImage _spread;
    private readonly OffsetTable _outputPixels;
    private readonly OffsetTable _places;
    private readonly OffsetTable _inputPixels;
    private readonly OffsetTable _spreadPlaces;
    private readonly nint _inputCopy;
    private readonly nint _spreadCopy;
    private readonly nint _weightSums;
    private readonly nint _biasSums;

    /// <summary>Plans the work.</summary>
    /// <param name="kernels">The kernel set.</param>
    /// <param name="shape">A depthwise convolution.</param>
    public DepthwiseConvolution(KernelSet kernels, ConvolutionShape shape)
        : base(shape)
    {
        _kernels = DepthwiseKernels.For(kernels);
        _planes = PlaneKernels.For(kernels);
        ImageShape input = shape.Input;
        ImageShape output = shape.Output;
        (int rows, int columns) = (shape.KernelHeight, shape.KernelWidth);
        _input = new PaddedImage(
            input, isPlain: false, input.Height + (2 * shape.Padding), input.Width + (2 * shape.Padding), shape.Padding, shape.Padding, step: 1);
        _outputPixels = new OffsetTable(
            output.Height * output.Width, i => _input.IndexOf(0, i / output.Width * shape.Stride, i % output.Width * shape.Stride));
        _places = new OffsetTable(shape.Places, i => _input.IndexOf(0, i / columns, i % columns));
        _spread = new PaddedImage(
            output,
            isPlain: false,
            input.Height + rows - 1,
            input.Width + columns - 1,
            rows - 1 - shape.Padding,
            columns - 1 - shape.Padding,
            shape.Stride);
        _inputPixels = new OffsetTable(input.Height * input.Width, i => _spread.IndexOf(0, i / input.Width, i % input.Width));
        _spreadPlaces = new OffsetTable(shape.Places, i => _spread.IndexOf(0, i / columns, i % columns));
        var layout = new ScratchLayout();
        _inputCopy = layout.Add(_input.Length);
        _spreadCopy = layout.Add(_spread.Length);
        _weightSums = layout.Add(WeightLength);
        _biasSums = layout.Add(OutputChannels);
        ThreadLength = layout.Length;
    }

    public override nint WeightLength => (nint)Shape.Places * OutputChannels;

    public override nint SharedLength => WeightLength;

    public override nint ThreadLength { get; }

    public override nint IndexOfWeight(int output, int input, int place) => ((nint)place * OutputChannels) + output;

    public override void PrepareForward(LayerContext context, int thread, float* weights) => _input.Clear(context.Own(thread) + _inputCopy);

    public override void Forward(
        LayerContext context, int thread, int images, float* input, float* weights, float* bias, bool isRectified, float* output)
    {
        nint length = (nint)_outputPixels.Count * Block;
        for (int image = 0; image < images; image++)
        {
            float* plane = _input.Copy(input + (image * _input.ImageLength), context.Own(thread) + _inputCopy);
            for (int channel = 0; channel < OutputChannels; channel += Block, plane += _input.PlaneLength, output += length)
            {
                float* added = bias is null ? null : bias + channel;
                _kernels.Convolve(plane, _outputPixels, _places, weights + channel, OutputChannels, added, isRectified, output);
            }
        }
    }

    /// <summary>Turns the kernel round and clears the sums of the thread.</summary>
    public override void PrepareBackward(LayerContext context, int thread, float* weights)
    {
        float* own = context.Own(thread);
        _input.Clear(own + _inputCopy);
        _spread.Clear(own + _spreadCopy);
        new Span<float>(own + _weightSums, checked((int)WeightLength)).Clear();
        new Span<float>(own + _biasSums, OutputChannels).Clear();
        for (int place = 0; place < Shape.Places && thread == 0; place++)
        {
            new ReadOnlySpan<float>(weights + ((nint)(Shape.Places - 1 - place) * OutputChannels), OutputChannels)
                .CopyTo(new Span<float>(context.Shared + ((nint)place * OutputChannels), OutputChannels));
        }
    }

    public override void Backward(
        LayerContext context, int thread, int images, float* input, float* outputGradient, bool isGated, float* inputGradient)
    {
        float* own = context.Own(thread);
        for (int image = 0; image < images; image++)
        {
            float* gradient = outputGradient + ((nint)image * _outputPixels.Count * OutputChannels);
            AddGradients(own, input + (image * _input.ImageLength), gradient);
            if (inputGradient is null)
            {
                continue;
            }

            float* plane = _spread.Copy(gradient, own + _spreadCopy);
            float* target = inputGradient + (image * _input.ImageLength);
            for (int channel = 0; channel < OutputChannels; channel += Block, plane += _spread.PlaneLength)
            {
                _kernels.Convolve(
                    plane,
                    _inputPixels,
                    _spreadPlaces,
                    context.Shared + channel,
                    OutputChannels,
                    bias: null,
                    isRectified: false,
                    target + ((nint)_inputPixels.Count * channel));
            }

            if (isGated)
            {
                context.Elements.Gate(input + (image * _input.ImageLength), _input.ImageLength, target);
            }
        }
    }

    public override void SumGradients(LayerContext context, float* weightGradient, float* biasGradient)
    {
        float* sums = SumOverThreads(context, _weightSums, WeightLength);
        new ReadOnlySpan<float>(sums, checked((int)WeightLength)).CopyTo(new Span<float>(weightGradient, checked((int)WeightLength)));
        if (biasGradient is not null)
        {
            float* biasSums = SumOverThreads(context, _biasSums, OutputChannels);
            new ReadOnlySpan<float>(biasSums, OutputChannels).CopyTo(new Span<float>(biasGradient, OutputChannels));
        }
    }

    private void AddGradients(float* own, float* image, float* gradient)
    {
        float* plane = _input.Copy(image, own + _inputCopy);
        float* sums = stackalloc float[Block];
        for (int channel = 0; channel < OutputChannels; channel += Block, plane += _input.PlaneLength, gradient += (nint)_outputPixels.Count * Block)
        {
            _kernels.AddWeightGradient(plane, _outputPixels, _places, gradient, own + _weightSums + channel, OutputChannels);
            _planes.Sum(gradient, _outputPixels.Count, sums);
            for (int lane = 0; lane < Block; lane++)
            {
                own[_biasSums + channel + lane] += sums[lane];
            }
        }
    }
}
