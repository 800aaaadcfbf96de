using Escala.Vision.Kernels;

namespace Escala.Vision.Layers;

/// <summary>
/// A way to convolve. Methods work on a few images on one thread; each thread has scratch of its own, and all have some together, of the
/// lengths that are given here. The gradients of weights and biases are summed in the thread's scratch over all its images, and over the
/// threads in their order, so that the same number of threads gives the same bits.
/// </summary>
/// <param name="shape">The convolution.</param>
internal abstract unsafe class ConvolutionAlgorithm(ConvolutionShape shape)
{
    /// <summary>The convolution.</summary>
    public ConvolutionShape Shape { get; } = shape;

    /// <summary>The float32 of all weights as they lie in memory, a multiple of 16.</summary>
    public abstract nint WeightLength { get; }

    /// <summary>The float32 of scratch that the threads share.</summary>
    public abstract nint SharedLength { get; }

    /// <summary>The float32 of scratch of each thread.</summary>
    public abstract nint ThreadLength { get; }

    /// <summary>The number of images that are best worked on together.</summary>
    public virtual int ImagesAtOnce => 1;

    /// <summary>The channels that go out, with those that fill the last block up.</summary>
    protected int OutputChannels => ChannelBlocks.Padded(Shape.Channels);

    /// <summary>Where a weight lies.</summary>
    /// <param name="output">The channel that goes out.</param>
    /// <param name="input">The channel that comes in, among all of them.</param>
    /// <param name="place">The place of the kernel, row x columns + column.</param>
    public abstract nint IndexOfWeight(int output, int input, int place);

    /// <summary>The part of a thread in what is done once before <see cref="Forward"/>.</summary>
    public abstract void PrepareForward(LayerContext context, int thread, float* weights);

    /// <summary>The outputs of some images.</summary>
    /// <param name="context">The scratch.</param>
    /// <param name="thread">The thread.</param>
    /// <param name="images">The number of images.</param>
    /// <param name="input">The first image.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="bias">The biases, zeros beyond the channels; null for none.</param>
    /// <param name="isRectified">Whether max(0, x) is stored.</param>
    /// <param name="output">Out: the outputs of the first image.</param>
    public abstract void Forward(
        LayerContext context, int thread, int images, float* input, float* weights, float* bias, bool isRectified, float* output);

    /// <summary>The part of a thread in what is done once before <see cref="Backward"/>.</summary>
    public abstract void PrepareBackward(LayerContext context, int thread, float* weights);

    /// <summary>Adds to the gradients of the weights and biases, and gives those of the images.</summary>
    /// <param name="context">The scratch.</param>
    /// <param name="thread">The thread.</param>
    /// <param name="images">The number of images.</param>
    /// <param name="input">The first image.</param>
    /// <param name="outputGradient">The gradients of the outputs of the first image.</param>
    /// <param name="isGated">Whether there is no gradient where the input is not positive.</param>
    /// <param name="inputGradient">Out: the gradients of the first image; null where nobody wants them.</param>
    public abstract void Backward(
        LayerContext context, int thread, int images, float* input, float* outputGradient, bool isGated, float* inputGradient);

    /// <summary>Sums the gradients of all threads, on one thread.</summary>
    /// <param name="context">The scratch.</param>
    /// <param name="weightGradient">Out: the gradients of the weights.</param>
    /// <param name="biasGradient">Out: the gradients of the biases; null for none.</param>
    public abstract void SumGradients(LayerContext context, float* weightGradient, float* biasGradient);

    /// <summary>Adds up what each thread has at the same place of its scratch, into that of the first thread.</summary>
    protected static float* SumOverThreads(LayerContext context, nint place, nint length)
    {
        float* total = context.Own(0) + place;
        for (int thread = 1; thread < context.Team.Threads; thread++)
        {
            context.Elements.Add(total, context.Own(thread) + place, length, total);
        }

        return total;
    }
}
