using Escala.Vision.Kernels;

namespace Escala.Vision.Layers;

/// <summary>Writes plain images <c>(C, H, W)</c> into blocks, before a first layer that cannot read them as they are.</summary>
/// <param name="shape">The shape.</param>
internal sealed unsafe class PlainInputLayer(ImageShape shape) : ImageLayer("input", shape, shape)
{
    protected override nint InputLength => (nint)Input.Count;

    protected override void ForwardImage(int image, float* input, float* output, float* kept) =>
        ChannelBlocks.FromPlain(input, Input, output);

    /// <summary>Images have no gradient.</summary>
    protected override void BackwardImage(float* input, float* output, float* kept, float* outputGradient, float* inputGradient) =>
        throw new NotSupportedException();
}
