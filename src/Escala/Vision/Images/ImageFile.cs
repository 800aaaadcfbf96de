namespace Escala.Vision.Images;

/// <summary>A file of images or labels as the driver saw it.</summary>
/// <param name="Path">The absolute path.</param>
/// <param name="Bytes">Its size in bytes.</param>
public sealed record ImageFile(string Path, long Bytes);
