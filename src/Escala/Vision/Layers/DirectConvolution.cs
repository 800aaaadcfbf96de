using Escala.Numerics;
using Escala.Vision.Kernels;

namespace Escala.Vision.Layers;

/// <summary>
/// A convolution of any kernel, stride and padding as one product of matrices per image, whose left matrix is the image itself, found through
/// offsets: (pixels, places of the kernel x channels) x (places x channels, channels that go out). The gradient of the image is such a
/// product too, of the output's gradient with zeros between and around its pixels, and of the kernel turned round. The first layer reads
/// plain images, which spares blocks of mostly zeros. Weights lie as <c>[places][C][channels that go out]</c>; with groups, weights between
/// groups are zeros, so that the cost is that of one group of all channels.
/// </summary>
internal sealed unsafe partial class DirectConvolution : ConvolutionAlgorithm
{
    private const int Block = ChannelBlocks.Width;

    private readonly MatrixKernels _matrices;
    private readonly PlaneKernels _planes;
    private readonly PaddedImage _input;
    private readonly PaddedImage _spread;
    private readonly int _inputs;
    private readonly int _paddedInputs;
    private readonly int _outputs;
    private readonly int _pixels;
    private readonly OffsetTable _outputPixels;
    private readonly OffsetTable _places;
    private readonly OffsetTable? _inputPixels;
    private readonly OffsetTable? _spreadPlaces;
    private readonly nint _inputCopy;
    private readonly nint _spreadCopy;
    private readonly nint _weightSums;
    private readonly nint _biasSums;

    /// <summary>Plans the work.</summary>
    /// <param name="kernels">The kernel set.</param>
    /// <param name="shape">The convolution.</param>
    /// <param name="isPlain">Whether images come in plain, <c>(C, H, W)</c>; they have no gradient then.</param>
    public DirectConvolution(KernelSet kernels, ConvolutionShape shape, bool isPlain)
        : base(shape)
    {
        _matrices = MatrixKernels.For(kernels);
        _planes = PlaneKernels.For(kernels);
        ImageShape input = shape.Input;
        ImageShape output = shape.Output;
        (int rows, int columns) = (shape.KernelHeight, shape.KernelWidth);
        _inputs = input.Channels;
        _paddedInputs = ChannelBlocks.Padded(_inputs);
        _outputs = OutputChannels;
        _pixels = output.Height * output.Width;
        _input = new PaddedImage(
            input, isPlain, input.Height + (2 * shape.Padding), input.Width + (2 * shape.Padding), shape.Padding, shape.Padding, step: 1);
        _outputPixels = new OffsetTable(
            _pixels, i => _input.IndexOf(0, i / output.Width * shape.Stride, i % output.Width * shape.Stride));
        _places = new OffsetTable(
            shape.Places * _inputs, i => _input.IndexOf(i % _inputs, i / _inputs / columns, i / _inputs % columns));
        _spread = new PaddedImage(
            output,
            isPlain: false,
            input.Height + rows - 1,
            input.Width + columns - 1,
            rows - 1 - shape.Padding,
            columns - 1 - shape.Padding,
            shape.Stride);
        if (!isPlain)
        {
            _inputPixels = new OffsetTable(input.Height * input.Width, i => _spread.IndexOf(0, i / input.Width, i % input.Width));
            _spreadPlaces = new OffsetTable(
                shape.Places * shape.Channels,
                i => _spread.IndexOf(i % shape.Channels, i / shape.Channels / columns, i / shape.Channels % columns));
        }

        var layout = new ScratchLayout();
        _inputCopy = layout.Add(_input.Length);
        _spreadCopy = layout.Add(isPlain ? 0 : _spread.Length);
        _weightSums = layout.Add(WeightLength);
        _biasSums = layout.Add(_outputs);
        ThreadLength = layout.Length;
    }

    public override nint WeightLength => (nint)Shape.Places * _inputs * _outputs;

    public override nint SharedLength => (nint)Shape.Places * Shape.Channels * _paddedInputs;

    public override nint ThreadLength { get; }

    public override nint IndexOfWeight(int output, int input, int place) => ((((nint)place * _inputs) + input) * _outputs) + output;

    public override void PrepareForward(LayerContext context, int thread, float* weights) => _input.Clear(context.Own(thread) + _inputCopy);

    public override void Forward(
        LayerContext context, int thread, int images, float* input, float* weights, float* bias, bool isRectified, float* output)
    {
        var product = new MatrixProduct
        {
            RowOffsets = _outputPixels.Pointer,
            StepOffsets = _places.Pointer,
            Right = weights,
            RightStep = _outputs,
            RightBlock = Block,
            ResultRow = Block,
            ResultBlock = (nint)_pixels * Block,
            Rows = _pixels,
            Steps = _places.Count,
            Blocks = _outputs / Block,
            Start = bias is null ? ProductStart.Zero : ProductStart.Bias,
            Bias = bias,
            IsRectified = isRectified,
        };
        for (int image = 0; image < images; image++)
        {
            product.Left = _input.Copy(input + (image * _input.ImageLength), context.Own(thread) + _inputCopy);
            product.Result = output + ((nint)image * _pixels * _outputs);
            _matrices.Multiply(product);
        }
    }
}
