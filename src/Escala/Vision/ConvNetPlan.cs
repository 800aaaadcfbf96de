using Escala.Vision.Batches;
using Escala.Vision.Images;

namespace Escala.Vision;

/// <summary>Checks that options, images and ranks go together, before anything starts.</summary>
internal static class ConvNetPlan
{
    /// <summary>Refuses a network that does not fit images.</summary>
    /// <param name="options">Valid options.</param>
    /// <param name="images">The images.</param>
    /// <exception cref="InvalidOptionsException">The input or the output of the network does not fit, or there is only one class.</exception>
    public static void Require(ConvNetOptions options, ImageData images)
    {
        // Its constructor checks the shapes.
        _ = new Augmentation(options.Augmentation, options.Seed, images.Shape, options.Network.Input);
        int classes = images.ClassNames.Count;
        int outputs = NetworkSummary.Of(options.Network).Output.Channels;
        if (classes < 2)
        {
            throw new InvalidOptionsException(
                $"Classes of {images.Path} must be at least 2, but were {classes}. Give images of another class too.");
        }

        if (outputs != classes)
        {
            throw new InvalidOptionsException(
                $"Output of Network must be one value per class, {classes} as {images.Path} has, but was {outputs}. "
                + $"Give the last dense layer {classes} units.");
        }
    }
}
