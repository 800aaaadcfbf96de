namespace Escala.Vision.Onnx;

/// <summary>Makes <c>TensorProto</c>: numbers that the file holds. Field numbers are those of <c>onnx.proto</c>.</summary>
internal static class OnnxTensor
{
    /// <summary><c>TensorProto.DataType.FLOAT</c>, float32.</summary>
    public const int Float = 1;

    private const int Int64 = 7;

    private const int Dimensions = 1;
    private const int DataType = 2;
    private const int Name = 8;
    private const int RawData = 9;

    /// <summary>Float32.</summary>
    /// <param name="name">The name.</param>
    /// <param name="shape">The size of each dimension; none for a single number.</param>
    /// <param name="values">The values, the last dimension running quickest; kept.</param>
    public static ProtobufMessage Of(string name, IEnumerable<int> shape, float[] values) => Of(name, shape, Float, values);

    /// <summary>A row of whole numbers, as places and axes are given.</summary>
    /// <param name="name">The name.</param>
    /// <param name="values">The values; kept.</param>
    public static ProtobufMessage Of(string name, long[] values) => Of(name, [values.Length], Int64, values);

    private static ProtobufMessage Of<T>(string name, IEnumerable<int> shape, int type, T[] values)
        where T : unmanaged
    {
        var tensor = new ProtobufMessage();
        foreach (int size in shape)
        {
            tensor.AddNumber(Dimensions, size);
        }

        tensor.AddNumber(DataType, type);
        tensor.AddText(Name, name);
        tensor.AddBytes(RawData, values);
        return tensor;
    }
}
