using Escala.Models;
using Escala.Vision.Onnx;

namespace Escala.Vision;

public sealed partial class ConvNetModel
{
    /// <summary>
    /// Writes the network in ONNX (opset 13), for other programs to predict with. Input <c>images</c>, float32 <c>(N, C, H, W)</c> of
    /// <see cref="Shape"/>: pixels as they are stored, normalised and cut within. Outputs <c>scores</c>, what the last layer gives, and
    /// <c>probabilities</c>, both float32 <c>(N, classes)</c>. Metadata <c>classes</c>: the names of the classes, a JSON array. Nothing half-written
    /// is left where it fails.
    /// </summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <exception cref="ModelFileException">The file cannot be written, or would be larger than 2 GiB, the most that the format takes.</exception>
    public void SaveOnnx(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ModelFile.Replace(path, OnnxFile.Of(Options, Shape, Fit.Normalization, Classes, _weights).WriteTo);
    }
}
