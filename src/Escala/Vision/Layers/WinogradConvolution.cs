using Escala.Numerics;
using Escala.Vision.Kernels;

namespace Escala.Vision.Layers;

/// <summary>
/// A 3x3 convolution of stride 1 by Winograd's F(4x4, 3x3): a quarter of the multiplications of a direct one. The tiles of a few images
/// are transformed together, so that 36 products of matrices (tiles, channels) x (channels, channels) take nearly all the time. The
/// gradient of the outputs is transformed once for both gradients. Weights lie as <c>[9][C][channels that go out]</c>. The cost of a
/// pass is 2 x 36 x tiles x C x channels that go out operations and the transforms.
/// </summary>
internal sealed unsafe partial class WinogradConvolution : ConvolutionAlgorithm
{
    private const int Elements = WinogradKernels.Elements;
    private const int Block = ChannelBlocks.Width;

    /// <summary>What a block of transformed tiles may take; it should stay in the second-level cache with the weights.</summary>
    private const int BlockBytes = 768 * 1024;

    /// <summary>
    /// What lies between two elements of a block of tiles, a cache line: without it their distance is often a large power of two, and the 36
    /// elements of a tile share a few places of the first-level cache.
    /// </summary>
    private const int ElementGap = 16;

    /// <summary>With fewer tiles, the products read weights more often than they use them.</summary>
    private const int FewestTiles = 32;

    private readonly MatrixKernels _matrices;
    private readonly WinogradKernels _tiles;
    private readonly int _inputs;
    private readonly int _paddedInputs;
    private readonly int _outputs;
    private readonly int _tilesAcross;
    private readonly int _tilesPerImage;
    private readonly int _capacity;
    private readonly nint _inputElement;
    private readonly nint _outputElement;
    private readonly OffsetTable _units;
    private readonly OffsetTable _inputRows;
    private readonly OffsetTable _outputRows;
    private readonly nint _scratch;
    private readonly nint _transformedInputs;
    private readonly nint _transformedOutputs;
    private readonly nint _inputGradients;
    private readonly nint _weightSums;
    private readonly nint _biasSums;

    /// <summary>Plans the work.</summary>
    /// <param name="kernels">The kernel set.</param>
    /// <param name="shape">A 3x3 convolution of stride 1.</param>
    public WinogradConvolution(KernelSet kernels, ConvolutionShape shape)
        : base(shape)
    {
        _matrices = MatrixKernels.For(kernels);
        _tiles = WinogradKernels.For(kernels);
        _inputs = shape.Input.Channels;
        _paddedInputs = ChannelBlocks.Padded(_inputs);
        _outputs = OutputChannels;
        _tilesAcross = TilesOf(shape.Output.Width);
        _tilesPerImage = TilesOf(shape.Output.Height) * _tilesAcross;
        int most = Math.Max(FewestTiles, BlockBytes / (sizeof(float) * Elements * ((2 * _paddedInputs) + _outputs)));
        ImagesAtOnce = Math.Max(1, most / _tilesPerImage);
        int tiles = ImagesAtOnce * _tilesPerImage;
        int blocks = (tiles + most - 1) / most;
        _capacity = (tiles + blocks - 1) / blocks;
        _inputElement = ((nint)_capacity * _paddedInputs) + ElementGap;
        _outputElement = ((nint)_capacity * _outputs) + ElementGap;
        _units = OffsetTable.Strided(Math.Max(_paddedInputs, _outputs), 1);
        _inputRows = OffsetTable.Strided(_capacity, _paddedInputs);
        _outputRows = OffsetTable.Strided(_capacity, _outputs);

        var layout = new ScratchLayout();
        _scratch = layout.Add(WinogradKernels.ScratchLength);
        _transformedInputs = layout.Add(Elements * _inputElement);
        _transformedOutputs = layout.Add(Elements * _outputElement);
        _inputGradients = layout.Add(Elements * _inputElement);
        _weightSums = layout.Add((nint)Elements * _inputs * _outputs);
        _biasSums = layout.Add(_outputs);
        ThreadLength = layout.Length;
    }

    public override nint WeightLength => (nint)Shape.Places * _inputs * _outputs;

    public override nint SharedLength => 2 * TransformedWeightLength;

    public override nint ThreadLength { get; }

    public override int ImagesAtOnce { get; }

    private nint TransformedWeightLength => (nint)Elements * _paddedInputs * _outputs;

    public override nint IndexOfWeight(int output, int input, int place) => ((((nint)place * _inputs) + input) * _outputs) + output;

    /// <summary>Transforms the weights, <c>[36][C][channels that go out]</c>: each thread some of the channels that come in.</summary>
    public override void PrepareForward(LayerContext context, int thread, float* weights)
    {
        (int first, int end) = BlocksOf(thread, context.Team.Threads);
        for (int input = first * Block; input < Math.Min(end * Block, _inputs); input++)
        {
            _tiles.TransformWeights(
                weights + ((nint)input * _outputs),
                (nint)_inputs * _outputs,
                _outputs,
                context.Own(thread) + _scratch,
                context.Shared + ((nint)input * _outputs),
                (nint)_paddedInputs * _outputs);
        }
    }

    public override void Forward(
        LayerContext context, int thread, int images, float* input, float* weights, float* bias, bool isRectified, float* output)
    {
        float* own = context.Own(thread);
        var product = new MatrixProduct
        {
            RowOffsets = _inputRows.Pointer,
            StepOffsets = _units.Pointer,
            RightStep = _outputs,
            RightBlock = Block,
            ResultRow = _outputs,
            ResultBlock = Block,
            Steps = _inputs,
            Blocks = _outputs / Block,
        };
        for (int first = 0; first < images * _tilesPerImage; first += _capacity)
        {
            product.Rows = Math.Min(_capacity, (images * _tilesPerImage) - first);
            TransformInputs(own, first, product.Rows, input);
            for (int element = 0; element < Elements; element++)
            {
                product.Left = own + _transformedInputs + (element * _inputElement);
                product.Right = context.Shared + ((nint)element * _paddedInputs * _outputs);
                product.Result = own + _transformedOutputs + (element * _outputElement);
                _matrices.Multiply(product);
            }

            WriteOutputs(own, first, product.Rows, bias, isRectified, output);
        }
    }

    private static int TilesOf(int outputs) => (outputs + WinogradKernels.TileSize - 1) / WinogradKernels.TileSize;

    /// <summary>The blocks of 16 channels that come in which a thread prepares.</summary>
    private (int First, int End) BlocksOf(int thread, int threads)
    {
        int blocks = _paddedInputs / Block;
        return (blocks * thread / threads, blocks * (thread + 1) / threads);
    }

    /// <summary>Which image a tile is of, and its first output row and column.</summary>
    private (int Image, int Top, int Left) PlaceOf(int tile)
    {
        (int image, int within) = Math.DivRem(tile, _tilesPerImage);
        (int down, int across) = Math.DivRem(within, _tilesAcross);
        return (image, down * WinogradKernels.TileSize, across * WinogradKernels.TileSize);
    }

    private void TransformInputs(float* own, int first, int count, float* images)
    {
        nint planeLength = (nint)Shape.Input.Height * Shape.Input.Width * Block;
        for (int i = 0; i < count; i++)
        {
            (int image, int top, int left) = PlaceOf(first + i);
            var window = new TileWindow(Shape.Input.Height, Shape.Input.Width, top - Shape.Padding, left - Shape.Padding, WinogradKernels.PatchSize);
            float* plane = images + (image * planeLength * (_paddedInputs / Block));
            float* target = own + _transformedInputs + ((nint)i * _paddedInputs);
            for (int channel = 0; channel < _paddedInputs; channel += Block, plane += planeLength)
            {
                _tiles.TransformInput(plane, window, own + _scratch, target + channel, _inputElement);
            }
        }
    }

    private void WriteOutputs(float* own, int first, int count, float* bias, bool isRectified, float* outputs)
    {
        nint planeLength = (nint)Shape.Output.Height * Shape.Output.Width * Block;
        for (int i = 0; i < count; i++)
        {
            (int image, int top, int left) = PlaceOf(first + i);
            var window = new TileWindow(Shape.Output.Height, Shape.Output.Width, top, left, WinogradKernels.TileSize);
            float* plane = outputs + (image * planeLength * (_outputs / Block));
            float* source = own + _transformedOutputs + ((nint)i * _outputs);
            for (int channel = 0; channel < _outputs; channel += Block, plane += planeLength)
            {
                float* added = bias is null ? null : bias + channel;
                _tiles.TransformOutput(source + channel, _outputElement, added, isRectified, own + _scratch, plane, window);
            }
        }
    }
}
