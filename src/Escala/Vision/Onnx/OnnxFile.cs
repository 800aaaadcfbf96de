using System.Text.Json;
using Escala.Models;
using Escala.Vision.Batches;
using Escala.Vision.Images;

namespace Escala.Vision.Onnx;

/// <summary>
/// A trained network as a file of ONNX (https://onnx.ai/onnx/repo-docs/IR.html), <c>ModelProto</c>: pixels as they are stored in, and scores and
/// probabilities out. Field numbers are those of <c>onnx.proto</c>.
/// </summary>
internal sealed class OnnxFile
{
    /// <summary>What goes in: (images, C, H, W).</summary>
    public const string Images = "images";

    /// <summary>What the last layer gives: (images, classes).</summary>
    public const string Scores = "scores";

    /// <summary>The probability of each class: (images, classes).</summary>
    public const string Probabilities = "probabilities";

    /// <summary>The key of the classes' names, a JSON array, in the metadata.</summary>
    public const string ClassesKey = "classes";

    /// <summary>The largest message that readers of Protocol Buffers take, in bytes.</summary>
    private const long MostBytes = int.MaxValue;

    private const string Producer = "Escala";

    // The one of 2021, the other of 2020, so that runtimes need not be new.
    private const int Version = 8;
    private const int OperatorSetVersion = 13;

    private const int IrVersion = 1;
    private const int ProducerName = 2;
    private const int ProducerVersion = 3;
    private const int Graph = 7;
    private const int OperatorSet = 8;
    private const int Metadata = 14;

    // OperatorSetIdProto and StringStringEntryProto
    private const int SetVersion = 2;
    private const int Key = 1;
    private const int Value = 2;

    private readonly OnnxGraph _graph = new("network");

    /// <summary>The model.</summary>
    /// <param name="options">The options of the fit, with the network; valid.</param>
    /// <param name="images">The shape of the images.</param>
    /// <param name="normalization">What pixels become before the network sees them.</param>
    /// <param name="classes">The names of the classes.</param>
    /// <param name="weights">Parameters and statistics of the network; kept.</param>
    /// <exception cref="ModelFileException">It would be too large.</exception>
    public static ProtobufMessage Of(
        ConvNetOptions options,
        ImageShape images,
        ImageNormalization normalization,
        IReadOnlyList<string> classes,
        IReadOnlyList<NamedTensor> weights)
    {
        var file = new OnnxFile();
        var layers = new OnnxLayers(file._graph, weights.ToDictionary(tensor => tensor.Name));
        string pixels = file.Normalized(file.Seen(options, images), normalization);
        OnnxValue last = layers.Append(NetworkShapes.Infer(options.Network), new OnnxValue(pixels, IsFlat: false));
        file._graph.AddNode("Flatten", Scores, [last.Name], OnnxAttribute.OfInt("axis", 1));
        file.AddProbabilities(options.Loss, classes.Count);
        file._graph.AddInput(Images, images.Channels, images.Height, images.Width);
        file._graph.AddOutput(Scores, classes.Count);
        file._graph.AddOutput(Probabilities, classes.Count);
        return Model(file._graph.Message, classes);
    }

    /// <summary>Refuses what readers would not take.</summary>
    /// <param name="bytes">The size of the file.</param>
    /// <exception cref="ModelFileException">It is too large.</exception>
    public static void RequireReadable(long bytes)
    {
        if (bytes > MostBytes)
        {
            throw new ModelFileException(
                $"A file of ONNX must be at most {MostBytes} bytes, but this network would take {bytes}. Train one with fewer parameters.");
        }
    }

    private static ProtobufMessage Model(ProtobufMessage graph, IReadOnlyList<string> classes)
    {
        var operators = new ProtobufMessage();
        operators.AddNumber(SetVersion, OperatorSetVersion);
        var names = new ProtobufMessage();
        names.AddText(Key, ClassesKey);
        names.AddText(Value, JsonSerializer.Serialize(classes, ConvNetJson.Default.IReadOnlyListString));
        var model = new ProtobufMessage();
        model.AddNumber(IrVersion, Version);
        model.AddText(ProducerName, Producer);
        model.AddText(ProducerVersion, EscalaVersion.Current);
        model.AddMessage(Graph, graph);
        model.AddMessage(OperatorSet, operators);
        model.AddMessage(Metadata, names);
        RequireReadable(model.Length);
        return model;
    }

    /// <summary>What the network sees of an image: the middle, where it takes smaller ones.</summary>
    private string Seen(ConvNetOptions options, ImageShape images)
    {
        ImageShape network = options.Network.Input;
        if (network == images)
        {
            return Images;
        }

        ImagePlacement middle = new Augmentation(options.Augmentation, options.Seed, images, network).Middle;
        return _graph.AddNode(
            "Slice",
            $"{Images}.middle",
            [
                Images,
                _graph.Places("middle_begin", middle.Top, middle.Left),
                _graph.Places("middle_end", middle.Top + network.Height, middle.Left + network.Width),
                _graph.Places("height_and_width", 2, 3),
            ]);
    }

    private string Normalized(string pixels, ImageNormalization normalization)
    {
        int channels = normalization.Means.Count;
        string means = _graph.AddTensor("means", [1, channels, 1, 1], [.. normalization.Means.Select(mean => (float)mean)]);
        string deviations = _graph.AddTensor(
            "deviations", [1, channels, 1, 1], [.. normalization.Deviations.Select(deviation => (float)deviation)]);
        string centered = _graph.AddNode("Sub", $"{Images}.centered", [pixels, means]);
        return _graph.AddNode("Div", $"{Images}.normalized", [centered, deviations]);
    }

    /// <summary>Softmax; after the squared error the shares of what is positive, or all the same where nothing is.</summary>
    private void AddProbabilities(ConvNetLoss loss, int classes)
    {
        if (loss == ConvNetLoss.CrossEntropy)
        {
            _graph.AddNode("Softmax", Probabilities, [Scores], OnnxAttribute.OfInt("axis", 1));
            return;
        }

        string positive = _graph.AddNode("Relu", $"{Scores}.positive", [Scores]);
        string sum = _graph.AddNode("ReduceSum", $"{Scores}.sum", [positive, _graph.Places("classes_axis", 1)]);
        string share = _graph.AddNode("Div", $"{Scores}.share", [positive, sum]);
        string isNone = _graph.AddNode("Equal", $"{Scores}.none", [sum, _graph.Constant("zero", 0)]);
        _graph.AddNode("Where", Probabilities, [isNone, _graph.Constant("same", 1f / classes), share]);
    }
}
