namespace Escala.Vision.Images;

/// <summary>What the header of a PNG or JPEG file says.</summary>
/// <param name="Size">Height and width.</param>
/// <param name="IsGrey">Whether there is no colour in it; transparency does not count.</param>
internal readonly record struct ImageFileInfo(ImageSize Size, bool IsGrey);
