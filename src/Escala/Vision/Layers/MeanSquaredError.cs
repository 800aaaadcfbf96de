namespace Escala.Vision.Layers;

/// <summary>
/// The loss of a regression: the mean of (output - target)^2 over images and outputs; its gradient is 2 (output - target) over their
/// number. Computed in double.
/// </summary>
/// <param name="outputs">The shape of the outputs, flat.</param>
internal sealed unsafe class MeanSquaredError(ImageShape outputs)
{
    private readonly int _outputs = outputs.Channels;
    private readonly nint _stride = Kernels.ChannelBlocks.Length(outputs);

    /// <summary>The loss, and its gradient.</summary>
    /// <param name="context">The number of images.</param>
    /// <param name="values">The outputs.</param>
    /// <param name="targets">Row-major (images, outputs).</param>
    /// <param name="divisor">The images that the loss is the mean over: of this mini-batch, or of all ranks'.</param>
    /// <param name="gradient">Out: the gradient of the outputs.</param>
    public double Compute(LayerContext context, float* values, ReadOnlySpan<float> targets, int divisor, float* gradient)
    {
        double loss = 0, count = (double)divisor * _outputs;
        new Span<float>(gradient, checked((int)(context.Images * _stride))).Clear();
        for (int image = 0; image < context.Images; image++)
        {
            for (int i = 0; i < _outputs; i++)
            {
                double difference = (double)values[(image * _stride) + i] - targets[(image * _outputs) + i];
                loss += difference * difference;
                gradient[(image * _stride) + i] = (float)(2 * difference / count);
            }
        }

        return loss / count;
    }
}
