using Escala.Vision;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Escala.Parity.Tests.Onnx;

/// <summary>What ONNX Runtime makes of images by a file of ONNX, and what it finds in the file.</summary>
internal sealed record OnnxRun(
    float[] Scores, float[] Probabilities, string Producer, IReadOnlyDictionary<string, string> Metadata, IReadOnlyList<int> InputShape)
{
    public static OnnxRun Of(byte[] file, ImageShape shape, float[] pixels)
    {
        using var session = new InferenceSession(file);
        int images = pixels.Length / (shape.Channels * shape.Height * shape.Width);
        var tensor = new DenseTensor<float>(pixels, [images, shape.Channels, shape.Height, shape.Width]);
        NamedOnnxValue[] inputs = [NamedOnnxValue.CreateFromTensor("images", tensor)];
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> outputs = session.Run(inputs);
        return new OnnxRun(
            outputs.Single(output => output.Name == "scores").AsEnumerable<float>().ToArray(),
            outputs.Single(output => output.Name == "probabilities").AsEnumerable<float>().ToArray(),
            session.ModelMetadata.ProducerName,
            session.ModelMetadata.CustomMetadataMap,
            session.InputMetadata["images"].Dimensions);
    }
}
