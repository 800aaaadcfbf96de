using Escala.Numerics;
using Escala.Vision.Kernels;

namespace Escala.Vision.Layers;

/// <summary>A function of each value by itself.</summary>
/// <param name="name">Its name.</param>
/// <param name="kernels">The kernel set.</param>
/// <param name="shape">The shape.</param>
/// <param name="function">The function.</param>
/// <param name="slope">The factor of negative values, of leaky ReLU only.</param>
internal sealed unsafe class ActivationLayer(string name, KernelSet kernels, ImageShape shape, ActivationFunction function, double slope)
    : ImageLayer(name, shape, shape)
{
    private readonly ElementKernels _elements = ElementKernels.For(kernels);
    private readonly float _slope = function == ActivationFunction.LeakyRelu ? (float)slope : 0;

    protected override void ForwardImage(int image, float* input, float* output, float* kept)
    {
        if (function == ActivationFunction.Gelu)
        {
            _elements.Gelu(input, InputLength, output);
        }
        else
        {
            _elements.Rectify(input, InputLength, _slope, output);
        }
    }

    protected override void BackwardImage(float* input, float* output, float* kept, float* outputGradient, float* inputGradient)
    {
        if (function == ActivationFunction.Gelu)
        {
            _elements.GeluGradient(input, outputGradient, InputLength, inputGradient);
        }
        else
        {
            _elements.RectifyGradient(input, outputGradient, InputLength, _slope, inputGradient);
        }
    }
}
