namespace Escala.Vision.Images;

/// <summary>The training or the test images of a source.</summary>
/// <param name="Segments">The images, in order.</param>
/// <param name="Labels">The class of each image, at least 0; empty where they are unlabeled.</param>
/// <param name="LabelsPath">The file or folder that the labels come from; null where there are none.</param>
internal sealed record ImagePart(IReadOnlyList<ImageSegment> Segments, int[] Labels, string? LabelsPath)
{
    /// <summary>The number of images.</summary>
    public int Count => Segments.Sum(segment => segment.Count);
}
