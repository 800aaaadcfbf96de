using Escala.Numerics;
using Escala.Vision.Kernels;

namespace Escala.Vision.Layers;

/// <summary>The mean of each channel.</summary>
/// <param name="name">Its name.</param>
/// <param name="kernels">The kernel set.</param>
/// <param name="input">The shape of what comes in.</param>
internal sealed unsafe class GlobalAveragePoolingLayer(string name, KernelSet kernels, ImageShape input)
    : ImageLayer(name, input, new ImageShape(input.Channels, 1, 1))
{
    private const int Block = ChannelBlocks.Width;

    private readonly PlaneKernels _planes = PlaneKernels.For(kernels);
    private readonly nint _pixels = (nint)input.Height * input.Width;

    protected override void ForwardImage(int image, float* input, float* output, float* kept)
    {
        for (nint channel = 0; channel < OutputLength; channel += Block)
        {
            _planes.Sum(input + (channel * _pixels), _pixels, output + channel);
        }

        for (nint channel = 0; channel < OutputLength; channel++)
        {
            output[channel] /= _pixels;
        }
    }

    protected override void BackwardImage(float* input, float* output, float* kept, float* outputGradient, float* inputGradient)
    {
        float* share = stackalloc float[Block];
        for (nint channel = 0; channel < OutputLength; channel += Block)
        {
            for (int lane = 0; lane < Block; lane++)
            {
                share[lane] = outputGradient[channel + lane] / _pixels;
            }

            for (nint pixel = 0; pixel < _pixels; pixel++, inputGradient += Block)
            {
                new ReadOnlySpan<float>(share, Block).CopyTo(new Span<float>(inputGradient, Block));
            }
        }
    }
}
