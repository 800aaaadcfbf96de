namespace Escala.Vision.Onnx;

/// <summary>Makes <c>ValueInfoProto</c>: what goes into or comes out of the whole. Field numbers are those of <c>onnx.proto</c>.</summary>
internal static class OnnxValueInfo
{
    private const int Name = 1;
    private const int Type = 2;

    // TypeProto, TypeProto.Tensor, TensorShapeProto and TensorShapeProto.Dimension
    private const int TensorType = 1;
    private const int ElementType = 1;
    private const int Shape = 2;
    private const int Dimension = 1;
    private const int DimensionValue = 1;
    private const int DimensionName = 2;

    /// <summary>What stands for the number of images, which may be any.</summary>
    private const string Images = "N";

    /// <summary>Float32 of (images, ...).</summary>
    /// <param name="name">The name.</param>
    /// <param name="perImage">The size of each dimension but the first.</param>
    public static ProtobufMessage Of(string name, IEnumerable<int> perImage)
    {
        var images = new ProtobufMessage();
        images.AddText(DimensionName, Images);
        var shape = new ProtobufMessage();
        shape.AddMessage(Dimension, images);
        foreach (int size in perImage)
        {
            var dimension = new ProtobufMessage();
            dimension.AddNumber(DimensionValue, size);
            shape.AddMessage(Dimension, dimension);
        }

        var tensor = new ProtobufMessage();
        tensor.AddNumber(ElementType, OnnxTensor.Float);
        tensor.AddMessage(Shape, shape);
        var type = new ProtobufMessage();
        type.AddMessage(TensorType, tensor);
        var value = new ProtobufMessage();
        value.AddText(Name, name);
        value.AddMessage(Type, type);
        return value;
    }
}
