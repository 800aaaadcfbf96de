using Escala.Vision.Kernels;

namespace Escala.Vision.Layers;

/// <summary>
/// The values of an image as flat features, channel by channel. Before a dense layer it is left out, because that takes features as they lie.
/// </summary>
/// <param name="name">Its name.</param>
/// <param name="input">The shape of what comes in.</param>
internal sealed unsafe class FlattenLayer(string name, ImageShape input)
    : ImageLayer(name, input, new ImageShape(checked((int)input.Count), 1, 1))
{
    protected override void ForwardImage(int image, float* input, float* output, float* kept)
    {
        ChannelBlocks.ToPlain(input, Input, output);
        new Span<float>(output + Input.Count, (int)(OutputLength - Input.Count)).Clear();
    }

    protected override void BackwardImage(float* input, float* output, float* kept, float* outputGradient, float* inputGradient) =>
        ChannelBlocks.FromPlain(outputGradient, Input, inputGradient);
}
