using Escala.Numerics;
using Escala.Vision.Kernels;

namespace Escala.Vision.Layers;

/// <summary>
/// Sets values to zero at random while training. Whether a value stays is a hash of seed, epoch, layer, row and unit, where units are counted
/// as PyTorch would, channel by channel: the same on any number of threads, ranks and rows in a mini-batch.
/// </summary>
/// <param name="name">Its name.</param>
/// <param name="kernels">The kernel set.</param>
/// <param name="shape">The shape.</param>
/// <param name="rate">The probability of zero.</param>
/// <param name="ordinal">How many dropout layers are before this one.</param>
internal sealed unsafe class DropoutLayer(string name, KernelSet kernels, ImageShape shape, double rate, int ordinal)
    : ImageLayer(name, shape, shape)
{
    /// <summary>No network has so many of these layers.</summary>
    private const int MostLayers = 1 << 16;

    private readonly ElementKernels _elements = ElementKernels.For(kernels);

    protected override nint KeptPerImage => InputLength;

    protected override void ForwardImage(int image, float* input, float* output, float* kept)
    {
        if (!Context.IsTraining)
        {
            new ReadOnlySpan<float>(input, checked((int)InputLength)).CopyTo(new Span<float>(output, checked((int)InputLength)));
            return;
        }

        WriteFactors(Context.Rows.Span[image], kept);
        _elements.Multiply(input, kept, InputLength, output);
    }

    protected override void BackwardImage(float* input, float* output, float* kept, float* outputGradient, float* inputGradient) =>
        _elements.Multiply(outputGradient, kept, InputLength, inputGradient);

    private void WriteFactors(long row, float* factors)
    {
        ulong key = CounterRandom.Key(Context.Seed, RandomPurpose.DroppedUnit, (Context.Epoch * MostLayers) + (ulong)ordinal);
        float kept = (float)(1 / (1 - rate));
        int pixels = Input.Height * Input.Width;
        long unit = row * Input.Count;
        new Span<float>(factors, checked((int)InputLength)).Clear();
        for (int channel = 0; channel < Input.Channels; channel++)
        {
            float* target = factors + ChannelBlocks.IndexOf(Input, channel, 0, 0);
            for (int pixel = 0; pixel < pixels; pixel++, unit++, target += ChannelBlocks.Width)
            {
                *target = CounterRandom.ToUnit(CounterRandom.Hash(key, unit)) < rate ? 0 : kept;
            }
        }
    }
}
