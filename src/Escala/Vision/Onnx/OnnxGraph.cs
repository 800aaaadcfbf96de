namespace Escala.Vision.Onnx;

/// <summary>
/// A <c>GraphProto</c> in the making: operators in the order in which they run. Field numbers are those of <c>onnx.proto</c>.
/// </summary>
internal sealed class OnnxGraph
{
    private const int Node = 1;
    private const int Name = 2;
    private const int Initializer = 5;
    private const int Input = 11;
    private const int Output = 12;

    private readonly HashSet<string> _constants = new(StringComparer.Ordinal);

    /// <summary>Creates an empty graph.</summary>
    /// <param name="name">Its name.</param>
    public OnnxGraph(string name) => Message.AddText(Name, name);

    /// <summary>The graph as far as it is made.</summary>
    public ProtobufMessage Message { get; } = new();

    /// <summary>Adds an operator.</summary>
    /// <param name="type">The operator.</param>
    /// <param name="output">The name of what comes out, which nothing else has.</param>
    /// <param name="inputs">The names of what goes in, in the order of the operator's specification.</param>
    /// <param name="attributes">Its settings, made by <see cref="OnnxAttribute"/>.</param>
    /// <returns><paramref name="output"/>.</returns>
    public string AddNode(string type, string output, IEnumerable<string> inputs, params IEnumerable<ProtobufMessage> attributes)
    {
        Message.AddMessage(Node, OnnxNode.Of(type, output, inputs, attributes));
        return output;
    }

    /// <summary>Adds float32 that the file holds.</summary>
    /// <param name="name">The name, which nothing else has.</param>
    /// <param name="shape">The size of each dimension.</param>
    /// <param name="values">The values, the last dimension running quickest; kept.</param>
    /// <returns><paramref name="name"/>.</returns>
    public string AddTensor(string name, IEnumerable<int> shape, float[] values)
    {
        Message.AddMessage(Initializer, OnnxTensor.Of(name, shape, values));
        return name;
    }

    /// <summary>Adds a row of places, sizes or axes that the file holds, the first time that it is asked for.</summary>
    /// <param name="name">The name, which the same numbers have everywhere.</param>
    /// <param name="values">The numbers.</param>
    /// <returns><paramref name="name"/>.</returns>
    public string Places(string name, params long[] values)
    {
        if (_constants.Add(name))
        {
            Message.AddMessage(Initializer, OnnxTensor.Of(name, values));
        }

        return name;
    }

    /// <summary>Adds a number that the file holds, the first time that it is asked for.</summary>
    /// <param name="name">The name, which the same number has everywhere.</param>
    /// <param name="value">The number.</param>
    /// <returns><paramref name="name"/>.</returns>
    public string Constant(string name, float value) => _constants.Add(name) ? AddTensor(name, [], [value]) : name;

    /// <summary>Says what goes in.</summary>
    /// <param name="name">The name of float32 of (images, ...).</param>
    /// <param name="perImage">The size of each dimension but the first.</param>
    /// <returns><paramref name="name"/>.</returns>
    public string AddInput(string name, params IEnumerable<int> perImage)
    {
        Message.AddMessage(Input, OnnxValueInfo.Of(name, perImage));
        return name;
    }

    /// <summary>Says what comes out.</summary>
    /// <inheritdoc cref="AddInput"/>
    public string AddOutput(string name, params IEnumerable<int> perImage)
    {
        Message.AddMessage(Output, OnnxValueInfo.Of(name, perImage));
        return name;
    }
}
