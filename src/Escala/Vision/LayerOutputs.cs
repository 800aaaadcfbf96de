namespace Escala.Vision;

/// <summary>What comes out of a layer whose options are in their ranges, and whether it fits what goes in.</summary>
internal sealed class LayerOutputs
{
    private readonly ImageShape _input;
    private readonly LayerPlace _place;
    private readonly List<string> _faults;

    private LayerOutputs(ImageShape input, LayerPlace place, List<string> faults)
    {
        _input = input;
        _place = place;
        _faults = faults;
    }

    /// <summary>The shape that comes out of any layer but a residual block; null, and a fault added, where the layer does not fit.</summary>
    public static ImageShape? Of(LayerOptions layer, ImageShape input, LayerPlace place, List<string> faults) =>
        new LayerOutputs(input, place, faults).Of(layer);

    private ImageShape? Of(LayerOptions layer) => layer switch
    {
        ConvolutionOptions convolution => Convolved(convolution),
        MaxPoolingOptions pooling => Pooled(pooling.Size, pooling.Stride ?? pooling.Size, pooling.Padding),
        AveragePoolingOptions pooling => Pooled(pooling.Size, pooling.Stride ?? pooling.Size, pooling.Padding),
        GlobalAveragePoolingOptions => new ImageShape(_input.Channels, 1, 1),
        FlattenOptions => new ImageShape((int)_input.Count, 1, 1),
        DenseOptions dense => Dense(dense),
        _ => _input,
    };

    private ImageShape? Convolved(ConvolutionOptions layer)
    {
        if (_input.Channels % layer.Groups != 0)
        {
            _faults.Add(
                $"Groups of {_place.Text} must divide the channels that come in, {_input.Channels} of {_input}, but was {layer.Groups}. "
                + "1 fits always.");
            return null;
        }

        long weights = (long)(_input.Channels / layer.Groups) * layer.KernelHeight * layer.KernelWidth;
        return Fits(nameof(layer.KernelHeight), layer.KernelHeight, layer.Padding, _input.Height, "height")
            && Fits(nameof(layer.KernelWidth), layer.KernelWidth, layer.Padding, _input.Width, "width")
            && HasRoom(nameof(layer.Channels), layer.Channels, weights)
            ? Sized(
                layer.Channels,
                Windows(_input.Height, layer.KernelHeight, layer.Stride, layer.Padding),
                Windows(_input.Width, layer.KernelWidth, layer.Stride, layer.Padding))
            : null;
    }

    private ImageShape? Pooled(int size, int stride, int padding) =>
        Fits(nameof(MaxPoolingOptions.Size), size, padding, _input.Height, "height")
        && Fits(nameof(MaxPoolingOptions.Size), size, padding, _input.Width, "width")
            ? Sized(_input.Channels, Windows(_input.Height, size, stride, padding), Windows(_input.Width, size, stride, padding))
            : null;

    private ImageShape? Dense(DenseOptions layer)
    {
        if (!_input.IsFlat)
        {
            _faults.Add(
                $"Input of {_place.Text} must be flat features, but was {_input}. Put a flatten or a globalAveragePooling layer before it.");
            return null;
        }

        return HasRoom(nameof(layer.Units), layer.Units, _input.Channels) ? new ImageShape(layer.Units, 1, 1) : null;
    }

    private static long Windows(int length, int window, int stride, int padding) => ((length + (2L * padding) - window) / stride) + 1;

    private bool Fits(string option, int window, int padding, int length, string side)
    {
        long padded = length + (2L * padding);
        if (window <= padded)
        {
            return true;
        }

        string with = padding == 0 ? "" : $" with a padding of {padding}";
        _faults.Add(
            $"{option} of {_place.Text} must be at most {padded}, the {side} of its input {_input}{with}, but was {window}. "
            + "Pool less before it, or choose less.");
        return false;
    }

    /// <summary>Whether the weights of a layer can be counted in 31 bits, as arrays are.</summary>
    private bool HasRoom(string option, int outputs, long inputs)
    {
        if ((Int128)inputs * outputs <= int.MaxValue)
        {
            return true;
        }

        _faults.Add(
            $"{option} of {_place.Text} must be at most {int.MaxValue / inputs}, because there are {inputs} weights for each and at most "
            + $"{int.MaxValue} in all, but was {outputs}. Choose less, or pool more before it.");
        return false;
    }

    private ImageShape? Sized(int channels, long height, long width)
    {
        if ((Int128)channels * height * width <= int.MaxValue)
        {
            return new ImageShape(channels, (int)height, (int)width);
        }

        _faults.Add(
            $"Output of {_place.Text} must be at most {int.MaxValue} values per image, but was {channels}x{height}x{width}. "
            + "Choose fewer channels or less padding, or a larger stride.");
        return null;
    }
}
