namespace Escala.Vision;

/// <summary>
/// Follows the shape of an image through a network, before anything is allocated. Every fault of a layer by itself is found; of the
/// faults of shape only the first, because what follows it has no shape.
/// </summary>
internal sealed class NetworkShapes
{
    private readonly List<string> _faults = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    private NetworkShapes()
    {
    }

    /// <summary>The layers of a valid network with their shapes.</summary>
    /// <exception cref="InvalidOptionsException">The network is not valid; all faults are listed.</exception>
    public static IReadOnlyList<LayerShape> Infer(NetworkOptions network)
    {
        (IReadOnlyList<LayerShape> layers, IReadOnlyList<string> faults) = Follow(network);
        return faults.Count == 0 ? layers : throw new InvalidOptionsException(faults);
    }

    /// <summary>The layers as far as they are valid, and every fault, one sentence or two each.</summary>
    public static (IReadOnlyList<LayerShape> Layers, IReadOnlyList<string> Faults) Follow(NetworkOptions network)
    {
        var shapes = new NetworkShapes();
        ImageShape? input = shapes.Checked(network.Input);
        if (network.Layers.Count == 0)
        {
            shapes._faults.Add("Layers of Network must have at least one layer, but was empty. A dense layer gives the classes.");
        }

        return (shapes.Chain(network.Layers, input, null, "").Layers, shapes._faults);
    }

    private ImageShape? Checked(ImageShape input)
    {
        bool isValid = input is { Channels: >= 1, Height: >= 1, Width: >= 1 } && (Int128)input.Channels * input.Height * input.Width <= int.MaxValue;
        if (!isValid)
        {
            _faults.Add(
                $"Input of Network must be channels, height and width of at least 1 each and at most {int.MaxValue} values together, "
                + $"but was {input}. Give the shape of the images.");
        }

        return isValid ? input : null;
    }

    /// <summary>Layers one after the other; the shape that comes out is null where it is not known.</summary>
    private (List<LayerShape> Layers, ImageShape? Output) Chain(
        IReadOnlyList<LayerOptions> layers, ImageShape? input, LayerPlace? within, string part)
    {
        List<LayerShape> followed = [];
        ImageShape? current = input;
        for (int i = 0; i < layers.Count; i++)
        {
            LayerPlace place = LayerPlace.Of(layers[i], i, within, part);
            LayerShape? shape = Layer(layers[i], current, place);
            current = shape?.Output;
            if (shape is not null)
            {
                followed.Add(shape);
            }
        }

        return (followed, current);
    }

    private LayerShape? Layer(LayerOptions? layer, ImageShape? input, LayerPlace place)
    {
        if (layer is null)
        {
            _faults.Add($"Layers of Network must be layers, but {place.Text} was null. Leave it out.");
            return null;
        }

        bool isValid = LayerOptionsCheck.Check(layer, place, _faults);
        if (layer.Name is { } name && !_names.Add(name))
        {
            _faults.Add($"Name of {place.Text} must be another one than that of any layer before it, but was '{name}'. Rename one of them.");
        }

        if (layer is ResidualOptions residual)
        {
            return Residual(residual, input, place);
        }

        ImageShape? output = isValid && input is not null ? LayerOutputs.Of(layer, input, place, _faults) : null;
        return output is null ? null : new LayerShape { Options = layer, Place = place, Input = input!, Output = output };
    }

    private LayerShape? Residual(ResidualOptions layer, ImageShape? input, LayerPlace place)
    {
        (List<LayerShape> body, ImageShape? output) = Chain(layer.Body, input, place, "body");
        (List<LayerShape> shortcut, ImageShape? passed) = Chain(layer.Shortcut, input, place, "shortcut");
        if (output is null || passed is null)
        {
            return null;
        }

        if (output != passed)
        {
            _faults.Add(
                $"Shortcut of {place.Text} must give the shape of the body, {output}, but was {passed}. "
                + "Put a 1x1 convolution with the channels and the stride of the body into the shortcut.");
            return null;
        }

        return new LayerShape { Options = layer, Place = place, Input = input!, Output = output, Body = body, Shortcut = shortcut };
    }
}
