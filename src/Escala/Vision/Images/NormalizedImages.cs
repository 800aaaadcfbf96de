using System.Buffers;
using Escala.Vision.Batches;

namespace Escala.Vision.Images;

/// <summary>Writes images as the network sees them: placed, and normalised. Any number of threads may write at once.</summary>
internal sealed class NormalizedImages
{
    private readonly ImageSet? _set;
    private readonly ImageShape _shape;
    private readonly ImageShape _network;
    private readonly double[] _means;
    private readonly double[] _factors;
    private readonly float[][] _ofBytes;

    /// <summary>Creates the writer.</summary>
    /// <param name="set">The images.</param>
    /// <param name="normalization">For as many channels.</param>
    /// <param name="network">The shape that the network takes, with as many channels.</param>
    public NormalizedImages(ImageSet set, ImageNormalization normalization, ImageShape network)
        : this(set.Shape, normalization, network)
    {
        _set = set;
        _ofBytes = set.StoresBytes ? [.. Enumerable.Range(0, network.Channels).Select(OfBytes)] : [];
    }

    /// <summary>Creates the writer of images that somebody else has.</summary>
    /// <param name="shape">The shape of the images.</param>
    /// <param name="normalization">For as many channels.</param>
    /// <param name="network">The shape that the network takes, with as many channels.</param>
    public NormalizedImages(ImageShape shape, ImageNormalization normalization, ImageShape network)
    {
        (_shape, _network) = (shape, network);
        _means = [.. normalization.Means];
        _factors = [.. normalization.Deviations.Select(deviation => 1 / deviation)];
        _ofBytes = [];
    }

    /// <summary>Writes an image of the set.</summary>
    /// <param name="row">Its row number.</param>
    /// <param name="placement">What is seen of it.</param>
    /// <param name="target">Takes C x H x W values of the network's shape, channel by channel and row by row.</param>
    public void Write(int row, ImagePlacement placement, Span<float> target)
    {
        if (_set!.StoresBytes)
        {
            WriteBytes(_set.Bytes(row), placement, target);
            return;
        }

        float[] pixels = ArrayPool<float>.Shared.Rent((int)_set.Shape.Count);
        _set.Read(row, pixels.AsSpan(0, (int)_set.Shape.Count));
        Write(pixels, placement, target);
        ArrayPool<float>.Shared.Return(pixels);
    }

    /// <summary>Writes an image that somebody else has.</summary>
    /// <param name="pixels">Its pixels, channel by channel and row by row.</param>
    /// <param name="placement">What is seen of it.</param>
    /// <param name="target">Takes C x H x W values of the network's shape, channel by channel and row by row.</param>
    public void Write(ReadOnlySpan<float> pixels, ImagePlacement placement, Span<float> target)
    {
        for (int line = 0; line < _network.Channels * _network.Height; line++)
        {
            int channel = line / _network.Height;
            Span<float> written = target.Slice(line * _network.Width, _network.Width);
            Window window = WindowOf(line, placement);
            written.Fill(Normalized(0, channel));
            ReadOnlySpan<float> source = pixels.Slice(window.Source, window.Length);
            written = written.Slice(window.First, window.Length);
            for (int x = 0; x < written.Length; x++)
            {
                written[x] = Normalized(source[x], channel);
            }

            Turn(written, placement);
        }
    }

    private void WriteBytes(ReadOnlySpan<byte> pixels, ImagePlacement placement, Span<float> target)
    {
        for (int line = 0; line < _network.Channels * _network.Height; line++)
        {
            ReadOnlySpan<float> values = _ofBytes[line / _network.Height];
            Span<float> written = target.Slice(line * _network.Width, _network.Width);
            Window window = WindowOf(line, placement);
            written.Fill(values[0]);
            ReadOnlySpan<byte> source = pixels.Slice(window.Source, window.Length);
            written = written.Slice(window.First, window.Length);
            for (int x = 0; x < written.Length; x++)
            {
                written[x] = values[source[x]];
            }

            Turn(written, placement);
        }
    }

    private static void Turn(Span<float> written, ImagePlacement placement)
    {
        if (placement.IsFlipped)
        {
            written.Reverse();
        }
    }

    /// <summary>What a line of the network's image takes of a line of the stored one.</summary>
    private Window WindowOf(int line, ImagePlacement placement)
    {
        int y = (line % _network.Height) + placement.Top;
        int begin = Math.Max(0, placement.Left);
        int end = Math.Min(_shape.Width, placement.Left + _network.Width);
        if (y < 0 || y >= _shape.Height || end <= begin)
        {
            return default;
        }

        // Mirrored, what is missing on the left is missing on the right.
        int first = placement.IsFlipped ? placement.Left + _network.Width - end : begin - placement.Left;
        return new Window(((((line / _network.Height) * _shape.Height) + y) * _shape.Width) + begin, first, end - begin);
    }

    private float[] OfBytes(int channel) => [.. Enumerable.Range(0, 256).Select(value => Normalized(value, channel))];

    private float Normalized(float value, int channel) => (float)((value - _means[channel]) * _factors[channel]);

    /// <summary>A run of pixels.</summary>
    /// <param name="Source">The index of the first in the stored image.</param>
    /// <param name="First">Where they go in the line.</param>
    /// <param name="Length">How many there are.</param>
    private readonly record struct Window(int Source, int First, int Length);
}
