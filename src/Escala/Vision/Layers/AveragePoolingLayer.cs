using Escala.Numerics;
using Escala.Vision.Kernels;

namespace Escala.Vision.Layers;

/// <summary>The mean of each window; padding counts as zeros.</summary>
/// <param name="name">Its name.</param>
/// <param name="kernels">The kernel set.</param>
/// <param name="input">The shape of what comes in.</param>
/// <param name="shape">The windows.</param>
internal sealed unsafe class AveragePoolingLayer(string name, KernelSet kernels, ImageShape input, PoolingShape shape)
    : ImageLayer(name, input, new ImageShape(input.Channels, shape.OutputHeight, shape.OutputWidth))
{
    private const int Block = ChannelBlocks.Width;

    private readonly PoolingKernels _kernels = PoolingKernels.For(kernels);

    protected override void ForwardImage(int image, float* input, float* output, float* kept)
    {
        nint inputPlane = (nint)Input.Height * Input.Width * Block, outputPlane = (nint)Output.Height * Output.Width * Block;
        for (nint place = 0; place < OutputLength; place += outputPlane, input += inputPlane)
        {
            _kernels.Average(input, shape, output + place);
        }
    }

    protected override void BackwardImage(float* input, float* output, float* kept, float* outputGradient, float* inputGradient)
    {
        nint inputPlane = (nint)Input.Height * Input.Width * Block, outputPlane = (nint)Output.Height * Output.Width * Block;
        for (nint place = 0; place < OutputLength; place += outputPlane, inputGradient += inputPlane)
        {
            _kernels.AverageGradient(outputGradient + place, shape, inputGradient);
        }
    }
}
