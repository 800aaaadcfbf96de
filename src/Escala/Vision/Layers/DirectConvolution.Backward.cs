using Escala.Vision.Kernels;

namespace Escala.Vision.Layers;

/// <summary>The backward pass.</summary>
internal sealed unsafe partial class DirectConvolution
{
    /// <summary>Turns the kernel round and exchanges both kinds of channels, and clears the sums of the thread.</summary>
    public override void PrepareBackward(LayerContext context, int thread, float* weights)
    {
        float* own = context.Own(thread);
        _input.Clear(own + _inputCopy);
        new Span<float>(own + _weightSums, checked((int)WeightLength)).Clear();
        new Span<float>(own + _biasSums, _outputs).Clear();
        if (_inputPixels is null)
        {
            return;
        }

        _spread.Clear(own + _spreadCopy);
        int threads = context.Team.Threads;
        for (int place = Shape.Places * thread / threads; place < Shape.Places * (thread + 1) / threads; place++)
        {
            float* target = context.Shared + ((nint)place * Shape.Channels * _paddedInputs);
            new Span<float>(target, Shape.Channels * _paddedInputs).Clear();
            MatrixLayout.Transpose(
                weights + ((nint)(Shape.Places - 1 - place) * _inputs * _outputs), _outputs, _inputs, Shape.Channels, target, _paddedInputs);
        }
    }

    public override void Backward(
        LayerContext context, int thread, int images, float* input, float* outputGradient, bool isGated, float* inputGradient)
    {
        for (int image = 0; image < images; image++)
        {
            float* gradient = outputGradient + ((nint)image * _pixels * _outputs);
            AddGradients(context.Own(thread), input + (image * _input.ImageLength), gradient);
            if (inputGradient is not null)
            {
                nint place = image * ChannelBlocks.Length(Shape.Input);
                Spread(context, thread, gradient, isGated ? input + place : null, inputGradient + place);
            }
        }
    }

    public override void SumGradients(LayerContext context, float* weightGradient, float* biasGradient)
    {
        float* sums = SumOverThreads(context, _weightSums, WeightLength);
        new ReadOnlySpan<float>(sums, checked((int)WeightLength)).CopyTo(new Span<float>(weightGradient, checked((int)WeightLength)));
        if (Shape.Groups > 1)
        {
            ClearBetweenGroups(weightGradient);
        }

        if (biasGradient is not null)
        {
            float* biasSums = SumOverThreads(context, _biasSums, _outputs);
            new ReadOnlySpan<float>(biasSums, _outputs).CopyTo(new Span<float>(biasGradient, _outputs));
        }
    }

    private void AddGradients(float* own, float* image, float* gradient)
    {
        _matrices.Multiply(new MatrixProduct
        {
            Left = _input.Copy(image, own + _inputCopy),
            RowOffsets = _places.Pointer,
            StepOffsets = _outputPixels.Pointer,
            Right = gradient,
            RightStep = Block,
            RightBlock = (nint)_pixels * Block,
            Result = own + _weightSums,
            ResultRow = _outputs,
            ResultBlock = Block,
            Rows = _places.Count,
            Steps = _pixels,
            Blocks = _outputs / Block,
            Start = ProductStart.Result,
        });
        float* sums = stackalloc float[Block];
        for (int channel = 0; channel < _outputs; channel += Block, gradient += (nint)_pixels * Block)
        {
            _planes.Sum(gradient, _pixels, sums);
            for (int lane = 0; lane < Block; lane++)
            {
                own[_biasSums + channel + lane] += sums[lane];
            }
        }
    }

    private void Spread(LayerContext context, int thread, float* gradient, float* gate, float* inputGradient)
    {
        int pixels = _inputPixels!.Count;
        _matrices.Multiply(new MatrixProduct
        {
            Left = _spread.Copy(gradient, context.Own(thread) + _spreadCopy),
            RowOffsets = _inputPixels.Pointer,
            StepOffsets = _spreadPlaces!.Pointer,
            Right = context.Shared,
            RightStep = _paddedInputs,
            RightBlock = Block,
            Result = inputGradient,
            ResultRow = Block,
            ResultBlock = (nint)pixels * Block,
            Rows = pixels,
            Steps = _spreadPlaces.Count,
            Blocks = _paddedInputs / Block,
            Gate = gate,
        });
    }

    private void ClearBetweenGroups(float* weightGradient)
    {
        int inputsPerGroup = _inputs / Shape.Groups, outputsPerGroup = Shape.Channels / Shape.Groups;
        for (int row = 0; row < Shape.Places * _inputs; row++)
        {
            int first = row % _inputs / inputsPerGroup * outputsPerGroup;
            var gradients = new Span<float>(weightGradient + ((nint)row * _outputs), _outputs);
            gradients[..first].Clear();
            gradients[(first + outputsPerGroup)..].Clear();
        }
    }
}
