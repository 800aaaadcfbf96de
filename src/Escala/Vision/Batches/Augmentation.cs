using Escala.Numerics;

namespace Escala.Vision.Batches;

/// <summary>Decides what the network sees of each image: a function of (seed, epoch, row) alone, the same on every rank and thread.</summary>
internal sealed class Augmentation
{
    private readonly AugmentationOptions _options;
    private readonly ulong _seed;
    private readonly int _spareRows;
    private readonly int _spareColumns;

    /// <summary>Creates the augmentation, and checks that images and network fit.</summary>
    /// <param name="options">Valid options.</param>
    /// <param name="seed">The seed of the job.</param>
    /// <param name="images">The shape of the images.</param>
    /// <param name="network">The shape that the network takes.</param>
    /// <exception cref="InvalidOptionsException">
    /// The images are of another shape and are not cut, or are smaller than what is to be cut out.
    /// </exception>
    public Augmentation(AugmentationOptions options, ulong seed, ImageShape images, ImageShape network)
    {
        bool fits = options.Crop
            ? images.Channels == network.Channels && images.Height >= network.Height && images.Width >= network.Width
            : images == network;
        if (!fits)
        {
            string constraint = options.Crop ? "no larger than the images, with as many channels," : "the shape of the images,";
            throw new InvalidOptionsException(
                $"Input of Network must be {constraint} {images}, but was {network}. "
                + "Give the network the shape of the images, or crop or resize these.");
        }

        _options = options;
        _seed = seed;
        _spareRows = images.Height - network.Height;
        _spareColumns = images.Width - network.Width;
    }

    /// <summary>What is seen of an image that does not train: the middle.</summary>
    public ImagePlacement Middle => new(_spareRows / 2, _spareColumns / 2, false);

    /// <summary>What is seen of an image that trains.</summary>
    /// <param name="epoch">The 0-based epoch.</param>
    /// <param name="row">The row number of the image in its set.</param>
    public ImagePlacement At(int epoch, long row) => new(
        Start(RandomPurpose.ImageTop, epoch, row, _spareRows),
        Start(RandomPurpose.ImageLeft, epoch, row, _spareColumns),
        _options.Flip && CounterRandom.Hash(_seed, RandomPurpose.ImageFlip, row, (ulong)epoch) >> 63 != 0);

    /// <summary>One of all the places that a window can begin at, shifts included, each as likely as any other.</summary>
    private int Start(RandomPurpose purpose, int epoch, long row, int spare)
    {
        uint places = (uint)(spare + (2 * _options.Shift) + 1);
        ulong place = Math.BigMul(CounterRandom.Hash(_seed, purpose, row, (ulong)epoch), places, out _);
        return (int)place - _options.Shift;
    }
}
