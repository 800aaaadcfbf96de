using Escala.Numerics;
using Escala.Vision.Kernels;

namespace Escala.Vision.Layers;

/// <summary>
/// A dense layer, with the ReLU that follows it where the next layer leaves out the gradient of what was not positive. Features come in the
/// order in which an image lies in memory, so that flattening one costs nothing; weights lie as <c>[features][units]</c>. Threads share the
/// units forward and the features backward: no sum crosses threads.
/// </summary>
internal sealed unsafe class DenseLayer : Layer
{
    private const int Block = ChannelBlocks.Width;

    /// <summary>The features whose weights for two blocks of units stay in the first-level cache.</summary>
    private const int StepsAtOnce = 256;

    /// <summary>The features that are worked on together backward.</summary>
    private const int FeaturesAtOnce = 64;

    /// <summary>The distance between rows of features that were packed: a cache line more than they are long.</summary>
    private const int PackedStride = StepsAtOnce + Block;

    private readonly MatrixKernels _matrices;
    private readonly bool _isRectified;
    private readonly int _features;
    private readonly int _units;
    private readonly Parameter _weights;
    private readonly Parameter? _bias;
    private readonly OffsetTable _steps;
    private readonly OffsetTable _featureRows;
    private readonly OffsetTable _unitRows;
    private readonly OffsetTable _packedRows;
    private readonly Action<int> _forward;
    private readonly Action<int> _backward;

    /// <summary>Plans the layer.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="kernels">The kernel set.</param>
    /// <param name="input">The shape of what comes in, flat or an image.</param>
    /// <param name="units">The units.</param>
    /// <param name="hasBias">Whether a number per unit is added.</param>
    /// <param name="isRectified">Whether a ReLU is part of it.</param>
    /// <param name="batch">The largest mini-batch.</param>
    public DenseLayer(string name, KernelSet kernels, ImageShape input, int units, bool hasBias, bool isRectified, int batch)
        : base(name, input, new ImageShape(units, 1, 1))
    {
        _matrices = MatrixKernels.For(kernels);
        _isRectified = isRectified;
        _features = checked((int)ChannelBlocks.Length(input));
        _units = ChannelBlocks.Padded(units);
        int pixels = input.Height * input.Width, count = checked((int)input.Count);
        _weights = new Parameter(
            $"{name}.weight",
            [units, count],
            checked((nint)_features * _units),
            i => (ChannelBlocks.IndexOf(input, i % count / pixels, 0, i % count % pixels) * _units) + (i / count))
        {
            // As PyTorch does: one over the root of the inputs of a unit.
            Spread = 1 / Math.Sqrt(count),
        };
        _bias = hasBias ? Parameter.Flat($"{name}.bias", units, spread: _weights.Spread) : null;
        Parameters = _bias is null ? [_weights] : [_weights, _bias];
        _steps = OffsetTable.Strided(Math.Max(StepsAtOnce, _units), 1);
        _featureRows = OffsetTable.Strided(batch, PackedStride);
        _unitRows = OffsetTable.Strided(batch, _units);
        _packedRows = OffsetTable.Strided(batch, FeaturesAtOnce);
        (_forward, _backward) = (ForwardOnThread, BackwardOnThread);
    }

    public override IReadOnlyList<Parameter> Parameters { get; }

    public override nint ThreadLength(int batch) => Math.Max((nint)batch * PackedStride, (nint)FeaturesAtOnce * (batch + _units));

    protected override void Forward() => Context.Team.Run(_forward);

    protected override void Backward()
    {
        if (_bias is not null)
        {
            SumBias(_bias.Gradients);
        }

        if (Context.Images == 0)
        {
            new Span<float>(_weights.Gradients, checked((int)_weights.Length)).Clear();
            return;
        }

        Context.Team.Run(_backward);
    }

    /// <summary>
    /// A thread takes some of the units. Features are added a few hundred at a time, so that their weights stay in the cache while the rows of
    /// the mini-batch go by. These are copied close together: their rows are far apart and would share few places of the cache.
    /// </summary>
    private void ForwardOnThread(int thread)
    {
        (int first, int end) = Share(_units / Block, 2, thread);
        if (first == end)
        {
            return;
        }

        var product = new MatrixProduct
        {
            Left = Context.Own(thread),
            RowOffsets = _featureRows.Pointer,
            StepOffsets = _steps.Pointer,
            RightStep = _units,
            RightBlock = Block,
            Result = Memory.Output + (first * Block),
            ResultRow = _units,
            ResultBlock = Block,
            Rows = Context.Images,
            Blocks = end - first,
            Start = _bias is null ? ProductStart.Zero : ProductStart.Bias,
            Bias = _bias is null ? null : _bias.Values + (first * Block),
        };
        for (int feature = 0; feature < _features; feature += StepsAtOnce)
        {
            product.Steps = Math.Min(StepsAtOnce, _features - feature);
            MatrixLayout.Pack(Memory.Input + feature, _features, Context.Images, product.Steps, product.Left, PackedStride);
            product.Right = _weights.Values + ((nint)feature * _units) + (first * Block);
            product.IsRectified = _isRectified && feature + StepsAtOnce >= _features;
            _matrices.Multiply(product);
            product.Start = ProductStart.Result;
        }
    }

    private void BackwardOnThread(int thread)
    {
        (int first, int end) = Share(_features / Block, FeaturesAtOnce / Block, thread);
        (first, end) = (first * Block, end * Block);
        for (int feature = first; feature < end; feature += FeaturesAtOnce)
        {
            int count = Math.Min(FeaturesAtOnce, end - feature);
            WriteWeightGradient(thread, feature, count);
            if (Memory.InputGradient is not null)
            {
                WriteInputGradient(thread, feature, count);
            }
        }
    }

    /// <summary>The features of the mini-batch are copied close together: their rows are far apart and would share few places of the cache.</summary>
    private void WriteWeightGradient(int thread, int feature, int count)
    {
        float* packed = Context.Own(thread);
        MatrixLayout.Pack(Memory.Input + feature, _features, Context.Images, count, packed, FeaturesAtOnce);
        _matrices.Multiply(new MatrixProduct
        {
            Left = packed,
            RowOffsets = _steps.Pointer,
            StepOffsets = _packedRows.Pointer,
            Right = Memory.OutputGradient,
            RightStep = _units,
            RightBlock = Block,
            Result = _weights.Gradients + ((nint)feature * _units),
            ResultRow = _units,
            ResultBlock = Block,
            Rows = count,
            Steps = Context.Images,
            Blocks = _units / Block,
        });
    }

    private void WriteInputGradient(int thread, int feature, int count)
    {
        float* turned = Context.Own(thread) + (_packedRows.Count * FeaturesAtOnce);
        MatrixLayout.Transpose(_weights.Values + ((nint)feature * _units), _units, count, _units, turned, FeaturesAtOnce);
        _matrices.Multiply(new MatrixProduct
        {
            Left = Memory.OutputGradient,
            RowOffsets = _unitRows.Pointer,
            StepOffsets = _steps.Pointer,
            Right = turned,
            RightStep = FeaturesAtOnce,
            RightBlock = Block,
            Result = Memory.InputGradient + feature,
            ResultRow = _features,
            ResultBlock = Block,
            Rows = Context.Images,
            Steps = Output.Channels,
            Blocks = count / Block,
            Gate = IsGated ? Memory.Input + feature : null,
        });
    }

    private void SumBias(float* gradients)
    {
        for (int unit = 0; unit < _units; unit++)
        {
            double sum = 0;
            for (int image = 0; image < Context.Images; image++)
            {
                sum += Memory.OutputGradient[((nint)image * _units) + unit];
            }

            gradients[unit] = (float)sum;
        }
    }

    /// <summary>A thread's share of some blocks, in pieces that go together.</summary>
    private (int First, int End) Share(int blocks, int piece, int thread)
    {
        int pieces = (blocks + piece - 1) / piece, threads = Context.Team.Threads;
        return (Math.Min(blocks, pieces * thread / threads * piece), Math.Min(blocks, pieces * (thread + 1) / threads * piece));
    }
}
