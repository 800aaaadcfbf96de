using Escala.Models;

namespace Escala.Vision.Onnx;

/// <summary>
/// Puts layers into a graph, as they predict: operators of opset 13 (https://onnx.ai/onnx/operators/). Nodes have the names of the layers'
/// places, and tensors PyTorch's names.
/// </summary>
/// <param name="graph">The graph.</param>
/// <param name="weights">Parameters and statistics of the layers, by name.</param>
internal sealed class OnnxLayers(OnnxGraph graph, IReadOnlyDictionary<string, NamedTensor> weights)
{
    /// <summary>Adds layers one after the other.</summary>
    /// <param name="layers">The layers, valid; none for what goes in itself.</param>
    /// <param name="input">What goes in.</param>
    /// <returns>What comes out.</returns>
    public OnnxValue Append(IReadOnlyList<LayerShape> layers, OnnxValue input) => layers.Aggregate(input, AppendLayer);

    /// <summary>Makes (images, features) of a value that is not flat.</summary>
    /// <param name="value">The value.</param>
    /// <param name="layer">The place of the layer that needs it so.</param>
    public OnnxValue Flat(OnnxValue value, string layer) => value.IsFlat
        ? value
        : new OnnxValue(graph.AddNode("Flatten", $"{layer}.flat", [value.Name], OnnxAttribute.OfInt("axis", 1)), IsFlat: true);

    private OnnxValue AppendLayer(OnnxValue input, LayerShape layer)
    {
        string name = layer.Place.Path;
        return layer.Options switch
        {
            ConvolutionOptions convolution => Convolution(convolution, name, input),
            DenseOptions dense => Dense(dense, name, input),
            ActivationOptions activation => input with { Name = Activation(activation, name, input.Name) },
            MaxPoolingOptions max => Pooling("MaxPool", name, input, Windows(max.Size, max.Size, max.Stride ?? max.Size, max.Padding)),
            AveragePoolingOptions average => Pooling(
                "AveragePool",
                name,
                input,
                [.. Windows(average.Size, average.Size, average.Stride ?? average.Size, average.Padding), OnnxAttribute.OfInt("count_include_pad", 1)]),
            GlobalAveragePoolingOptions => Pooling("GlobalAveragePool", name, input, []),
            BatchNormalizationOptions normalization => input with { Name = Normalization(normalization, name, input.Name) },
            DropoutOptions => input,
            FlattenOptions => Flat(input, name),
            ResidualOptions => Residual(layer, name, input),
            _ => throw new NotSupportedException($"There is no operator of ONNX for {layer.Options.Kind}."),
        };
    }

    private static ProtobufMessage[] Windows(int height, int width, int stride, int padding) =>
    [
        OnnxAttribute.OfInts("kernel_shape", height, width),
        OnnxAttribute.OfInts("strides", stride, stride),
        OnnxAttribute.OfInts("pads", padding, padding, padding, padding),
    ];

    private OnnxValue Convolution(ConvolutionOptions layer, string name, OnnxValue input)
    {
        ProtobufMessage[] windows = Windows(layer.KernelHeight, layer.KernelWidth, layer.Stride, layer.Padding);
        string output = graph.AddNode(
            "Conv", name, [Image(input, name).Name, .. Weights(name, layer.Bias)], [.. windows, OnnxAttribute.OfInt("group", layer.Groups)]);
        return new OnnxValue(output, IsFlat: false);
    }

    private OnnxValue Dense(DenseOptions layer, string name, OnnxValue input)
    {
        string output = graph.AddNode(
            "Gemm", name, [Flat(input, name).Name, .. Weights(name, layer.Bias)], OnnxAttribute.OfInt("transB", 1));
        return new OnnxValue(output, IsFlat: true);
    }

    private string Activation(ActivationOptions layer, string name, string input) => layer.Function switch
    {
        ActivationFunction.Relu => graph.AddNode("Relu", name, [input]),
        ActivationFunction.LeakyRelu => graph.AddNode("LeakyRelu", name, [input], OnnxAttribute.OfFloat("alpha", layer.Slope)),
        ActivationFunction.Gelu => Gelu(name, input),
        _ => throw new NotSupportedException($"There is no operator of ONNX for {layer.Function}."),
    };

    /// <summary>x / 2 times 1 + erf(x / root of 2): an operator of its own came with opset 20 only.</summary>
    private string Gelu(string name, string input)
    {
        string scaled = graph.AddNode("Mul", $"{name}.scaled", [input, graph.Constant("one_over_root_two", (float)(1 / Math.Sqrt(2)))]);
        string error = graph.AddNode("Erf", $"{name}.erf", [scaled]);
        string raised = graph.AddNode("Add", $"{name}.raised", [error, graph.Constant("one", 1)]);
        string half = graph.AddNode("Mul", $"{name}.half", [input, graph.Constant("one_half", 0.5f)]);
        return graph.AddNode("Mul", name, [half, raised]);
    }

    private OnnxValue Pooling(string type, string name, OnnxValue input, ProtobufMessage[] attributes) =>
        new(graph.AddNode(type, name, [Image(input, name).Name], attributes), IsFlat: false);

    private string Normalization(BatchNormalizationOptions layer, string name, string input) => graph.AddNode(
        "BatchNormalization",
        name,
        [input, Weight($"{name}.weight"), Weight($"{name}.bias"), Weight($"{name}.running_mean"), Weight($"{name}.running_var")],
        OnnxAttribute.OfFloat("epsilon", layer.Epsilon));

    private OnnxValue Residual(LayerShape layer, string name, OnnxValue input)
    {
        OnnxValue body = Append(layer.Body, input);
        OnnxValue shortcut = Append(layer.Shortcut, input);
        if (body.IsFlat != shortcut.IsFlat)
        {
            body = Flat(body, $"{name}.body");
            shortcut = Flat(shortcut, $"{name}.shortcut");
        }

        return body with { Name = graph.AddNode("Add", name, [body.Name, shortcut.Name]) };
    }

    /// <summary>Makes (images, C, 1, 1) of a value that is flat.</summary>
    private OnnxValue Image(OnnxValue value, string layer) => value.IsFlat
        ? new OnnxValue(graph.AddNode("Unsqueeze", $"{layer}.image", [value.Name, graph.Places("height_and_width", 2, 3)]), IsFlat: false)
        : value;

    private string[] Weights(string layer, bool hasBias) =>
        hasBias ? [Weight($"{layer}.weight"), Weight($"{layer}.bias")] : [Weight($"{layer}.weight")];

    private string Weight(string name) => graph.AddTensor(name, weights[name].Shape, weights[name].Values);
}
