namespace Escala.Vision.Onnx;

/// <summary>Makes <c>AttributeProto</c>: a setting of an operator. Field numbers are those of <c>onnx.proto</c>.</summary>
internal static class OnnxAttribute
{
    private const int Name = 1;
    private const int Float = 2;
    private const int Int = 3;
    private const int Ints = 8;
    private const int Type = 20;

    // AttributeProto.AttributeType
    private const int TypeFloat = 1;
    private const int TypeInt = 2;
    private const int TypeInts = 7;

    /// <summary>A number.</summary>
    /// <param name="name">The name in the operator's specification.</param>
    /// <param name="value">The value; ONNX keeps float32.</param>
    public static ProtobufMessage OfFloat(string name, double value)
    {
        ProtobufMessage attribute = Start(name, TypeFloat);
        attribute.AddFloat(Float, (float)value);
        return attribute;
    }

    /// <summary>A whole number, or a choice.</summary>
    /// <inheritdoc cref="OfFloat"/>
    public static ProtobufMessage OfInt(string name, int value)
    {
        ProtobufMessage attribute = Start(name, TypeInt);
        attribute.AddNumber(Int, value);
        return attribute;
    }

    /// <summary>Whole numbers.</summary>
    /// <param name="name">The name in the operator's specification.</param>
    /// <param name="values">The values.</param>
    public static ProtobufMessage OfInts(string name, params IEnumerable<int> values)
    {
        ProtobufMessage attribute = Start(name, TypeInts);
        foreach (int value in values)
        {
            attribute.AddNumber(Ints, value);
        }

        return attribute;
    }

    private static ProtobufMessage Start(string name, int type)
    {
        var attribute = new ProtobufMessage();
        attribute.AddText(Name, name);
        attribute.AddNumber(Type, type);
        return attribute;
    }
}
