using System.Text.Json;

namespace Escala.Vision;

/// <summary>
/// A network as data: the images that it takes and its layers in order. What the last layer gives is the score of each class before
/// softmax, or the numbers to predict. Change it by <c>with</c>; <see cref="NetworkPresets"/> has some by name.
/// </summary>
public sealed record NetworkOptions
{
    /// <summary>The shape of the images, <c>(C, H, W)</c>.</summary>
    public required ImageShape Input { get; init; }

    /// <summary>The layers, in order, at least one.</summary>
    public required IReadOnlyList<LayerOptions> Layers { get; init; }

    /// <summary>Reads a network from JSON, and checks it.</summary>
    /// <param name="json">
    /// An object such as <c>{"input": {"channels": 1, "height": 28, "width": 28}, "layers": [{"kind": "flatten"},
    /// {"kind": "dense", "units": 10}]}</c>. Members that do not exist are faults.
    /// </param>
    /// <exception cref="InvalidOptionsException">It is not JSON of a network, or the network is not valid.</exception>
    public static NetworkOptions Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        NetworkOptions network = Deserialized(json);
        network.Validate();
        return network;
    }

    /// <summary>The network as JSON, as <see cref="Parse"/> reads it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, NetworkJson.Default.NetworkOptions);

    /// <summary>Checks every layer by itself, and follows the shape of an image through the layers. Nothing is allocated.</summary>
    /// <exception cref="InvalidOptionsException">
    /// A layer is not valid or does not fit where it stands; every fault names the layer by its index and kind.
    /// </exception>
    public void Validate() => NetworkShapes.Infer(this);

    private static NetworkOptions Deserialized(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, NetworkJson.Default.NetworkOptions) ?? throw Malformed("null");
        }
        catch (JsonException exception)
        {
            throw Malformed(exception.Message);
        }
        catch (NotSupportedException exception)
        {
            // What the serialiser throws for a layer without a kind.
            throw Malformed(exception.Message);
        }
    }

    private static InvalidOptionsException Malformed(string reason) => new(
        $"Network must be JSON with input and layers, each layer with a kind, but was not: {reason} The kinds are {string.Join(", ", Kinds)}.");

    private static string[] Kinds =>
    [
        ConvolutionOptions.Discriminator, ActivationOptions.Discriminator, MaxPoolingOptions.Discriminator,
        AveragePoolingOptions.Discriminator, GlobalAveragePoolingOptions.Discriminator, BatchNormalizationOptions.Discriminator,
        DropoutOptions.Discriminator, FlattenOptions.Discriminator, DenseOptions.Discriminator, ResidualOptions.Discriminator,
    ];
}
