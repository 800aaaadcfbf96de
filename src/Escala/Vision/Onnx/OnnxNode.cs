namespace Escala.Vision.Onnx;

/// <summary>Makes <c>NodeProto</c>: an operator with what goes in and comes out. Field numbers are those of <c>onnx.proto</c>.</summary>
internal static class OnnxNode
{
    private const int Input = 1;
    private const int Output = 2;
    private const int Name = 3;
    private const int Operator = 4;
    private const int Attribute = 5;

    /// <summary>An operator with one output, whose name is the node's too.</summary>
    /// <param name="type">The operator.</param>
    /// <param name="output">The name of what comes out.</param>
    /// <param name="inputs">The names of what goes in, in the order of the operator's specification.</param>
    /// <param name="attributes">Its settings, made by <see cref="OnnxAttribute"/>.</param>
    public static ProtobufMessage Of(string type, string output, IEnumerable<string> inputs, IEnumerable<ProtobufMessage> attributes)
    {
        var node = new ProtobufMessage();
        foreach (string input in inputs)
        {
            node.AddText(Input, input);
        }

        node.AddText(Output, output);
        node.AddText(Name, output);
        node.AddText(Operator, type);
        foreach (ProtobufMessage attribute in attributes)
        {
            node.AddMessage(Attribute, attribute);
        }

        return node;
    }
}
