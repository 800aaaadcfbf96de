namespace Escala.Vision;

/// <summary>
/// What is done to training images at random, so that the network sees more than there are. What happens to an image depends on the
/// seed, the epoch and its row number only. Images of the validation and test parts stay as they are.
/// </summary>
public sealed record AugmentationOptions
{
    /// <summary>
    /// Whether every second image, at random, is mirrored left to right. Not for images with writing. Default false. torchvision
    /// <c>RandomHorizontalFlip</c>.
    /// </summary>
    public bool Flip { get; set; }

    /// <summary>
    /// The most pixels by which an image is shifted, down or up and across, at least 0 and below its height and width; what comes in
    /// from outside is 0, black. Default 0. With 4, torchvision <c>RandomCrop(32, padding=4)</c> of 32x32 images.
    /// </summary>
    public int Shift { get; set; }

    /// <summary>
    /// Whether a window of the network's height and width is cut out at a random place of images that are larger; the middle one of
    /// images that do not train. Default false: images must have the network's shape. torchvision <c>RandomCrop</c> and <c>CenterCrop</c>.
    /// </summary>
    public bool Crop { get; set; }
}
