using Escala.Vision.Kernels;

namespace Escala.Vision.Layers;

/// <summary>The backward pass.</summary>
internal sealed unsafe partial class WinogradConvolution
{
    /// <summary>
    /// Transforms the weights and writes them with both kinds of channels exchanged, <c>[36][channels that go out][C]</c>, and clears the
    /// sums of the thread.
    /// </summary>
    public override void PrepareBackward(LayerContext context, int thread, float* weights)
    {
        new Span<float>(context.Own(thread) + _weightSums, Elements * _inputs * _outputs).Clear();
        new Span<float>(context.Own(thread) + _biasSums, _outputs).Clear();
        PrepareForward(context, thread, weights);
        (int first, int end) = BlocksOf(thread, context.Team.Threads);
        (first, end) = (first * Block, end * Block);
        if (first == end)
        {
            return;
        }

        for (int element = 0; element < Elements; element++)
        {
            float* source = context.Shared + ((nint)element * _paddedInputs * _outputs);
            int valid = Math.Min(end, _inputs);
            new Span<float>(source + ((nint)valid * _outputs), (end - valid) * _outputs).Clear();
            MatrixLayout.Transpose(
                source + ((nint)first * _outputs),
                _outputs,
                end - first,
                _outputs,
                context.Shared + TransformedWeightLength + ((nint)element * _paddedInputs * _outputs) + first,
                _paddedInputs);
        }
    }

    public override void Backward(
        LayerContext context, int thread, int images, float* input, float* outputGradient, bool isGated, float* inputGradient)
    {
        float* own = context.Own(thread);
        nint length = ChannelBlocks.Length(Shape.Input) * images;
        if (inputGradient is not null)
        {
            new Span<float>(inputGradient, checked((int)length)).Clear();
        }

        for (int first = 0; first < images * _tilesPerImage; first += _capacity)
        {
            int count = Math.Min(_capacity, (images * _tilesPerImage) - first);
            TransformInputs(own, first, count, input);
            TransformGradients(own, first, count, outputGradient);
            AddBiasGradient(context, own, count);
            AddWeightGradient(own, count);
            if (inputGradient is not null)
            {
                MultiplyWeights(context, own, count);
                AddInputGradients(own, first, count, inputGradient);
            }
        }

        if (isGated && inputGradient is not null)
        {
            context.Elements.Gate(input, length, inputGradient);
        }
    }

    public override void SumGradients(LayerContext context, float* weightGradient, float* biasGradient)
    {
        float* sums = SumOverThreads(context, _weightSums, (nint)Elements * _inputs * _outputs);
        for (int input = 0; input < _inputs; input++)
        {
            _tiles.WeightGradient(
                sums + ((nint)input * _outputs),
                (nint)_inputs * _outputs,
                _outputs,
                context.Own(0) + _scratch,
                weightGradient + ((nint)input * _outputs),
                (nint)_inputs * _outputs);
        }

        if (biasGradient is not null)
        {
            float* biasSums = SumOverThreads(context, _biasSums, _outputs);
            new ReadOnlySpan<float>(biasSums, _outputs).CopyTo(new Span<float>(biasGradient, _outputs));
        }
    }

    private void TransformGradients(float* own, int first, int count, float* gradients)
    {
        nint planeLength = (nint)Shape.Output.Height * Shape.Output.Width * Block;
        for (int i = 0; i < count; i++)
        {
            (int image, int top, int left) = PlaceOf(first + i);
            var window = new TileWindow(Shape.Output.Height, Shape.Output.Width, top, left, WinogradKernels.TileSize);
            float* plane = gradients + (image * planeLength * (_outputs / Block));
            float* target = own + _transformedOutputs + ((nint)i * _outputs);
            for (int channel = 0; channel < _outputs; channel += Block, plane += planeLength)
            {
                _tiles.TransformGradient(plane, window, own + _scratch, target + channel, _outputElement);
            }
        }
    }

    /// <summary>The second element of a transformed gradient, (1, 1), is the sum of the tile.</summary>
    private void AddBiasGradient(LayerContext context, float* own, int count)
    {
        const int SumElement = WinogradKernels.PatchSize + 1;
        float* sums = own + _biasSums;
        float* gradients = own + _transformedOutputs + (SumElement * _outputElement);
        for (int i = 0; i < count; i++)
        {
            context.Elements.Add(sums, gradients + ((nint)i * _outputs), _outputs, sums);
        }
    }

    private void AddWeightGradient(float* own, int count)
    {
        var product = new MatrixProduct
        {
            RowOffsets = _units.Pointer,
            StepOffsets = _inputRows.Pointer,
            RightStep = _outputs,
            RightBlock = Block,
            ResultRow = _outputs,
            ResultBlock = Block,
            Rows = _inputs,
            Steps = count,
            Blocks = _outputs / Block,
            Start = ProductStart.Result,
        };
        for (int element = 0; element < Elements; element++)
        {
            product.Left = own + _transformedInputs + (element * _inputElement);
            product.Right = own + _transformedOutputs + (element * _outputElement);
            product.Result = own + _weightSums + ((nint)element * _inputs * _outputs);
            _matrices.Multiply(product);
        }
    }

    private void MultiplyWeights(LayerContext context, float* own, int count)
    {
        var product = new MatrixProduct
        {
            RowOffsets = _outputRows.Pointer,
            StepOffsets = _units.Pointer,
            RightStep = _paddedInputs,
            RightBlock = Block,
            ResultRow = _paddedInputs,
            ResultBlock = Block,
            Rows = count,
            Steps = Shape.Channels,
            Blocks = _paddedInputs / Block,
        };
        for (int element = 0; element < Elements; element++)
        {
            product.Left = own + _transformedOutputs + (element * _outputElement);
            product.Right = context.Shared + TransformedWeightLength + ((nint)element * _paddedInputs * _outputs);
            product.Result = own + _inputGradients + (element * _inputElement);
            _matrices.Multiply(product);
        }
    }

    private void AddInputGradients(float* own, int first, int count, float* gradients)
    {
        nint planeLength = (nint)Shape.Input.Height * Shape.Input.Width * Block;
        for (int i = 0; i < count; i++)
        {
            (int image, int top, int left) = PlaceOf(first + i);
            var window = new TileWindow(Shape.Input.Height, Shape.Input.Width, top - Shape.Padding, left - Shape.Padding, WinogradKernels.PatchSize);
            float* plane = gradients + (image * planeLength * (_paddedInputs / Block));
            float* source = own + _inputGradients + ((nint)i * _paddedInputs);
            for (int channel = 0; channel < _paddedInputs; channel += Block, plane += planeLength)
            {
                _tiles.AddInputGradient(source + channel, _inputElement, own + _scratch, plane, window);
            }
        }
    }
}
