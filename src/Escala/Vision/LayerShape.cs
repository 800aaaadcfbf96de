namespace Escala.Vision;

/// <summary>A layer that is valid where it stands: what goes in and comes out, and what it costs.</summary>
internal sealed record LayerShape
{
    /// <summary>The options, in their ranges.</summary>
    public required LayerOptions Options { get; init; }

    /// <summary>Where the layer stands.</summary>
    public required LayerPlace Place { get; init; }

    /// <summary>What goes in, per image.</summary>
    public required ImageShape Input { get; init; }

    /// <summary>What comes out, per image.</summary>
    public required ImageShape Output { get; init; }

    /// <summary>The layers of a residual block's body; none for other layers.</summary>
    public IReadOnlyList<LayerShape> Body { get; init; } = [];

    /// <summary>The layers of a residual block's shortcut; none for other layers, and where the shortcut is the input itself.</summary>
    public IReadOnlyList<LayerShape> Shortcut { get; init; } = [];

    /// <summary>The numbers that training changes, of the layer itself: not those of a residual block's layers.</summary>
    public long Parameters => Options switch
    {
        ConvolutionOptions convolution => (KernelValues(convolution) + (convolution.Bias ? 1 : 0)) * convolution.Channels,
        DenseOptions dense => (Input.Count + (dense.Bias ? 1 : 0)) * dense.Units,
        BatchNormalizationOptions => 2L * Input.Channels,
        _ => 0,
    };

    /// <summary>The multiply-adds of the weights in one forward pass of one image, of the layer itself.</summary>
    public long MultiplyAdds => Options switch
    {
        ConvolutionOptions convolution => KernelValues(convolution) * Output.Count,
        DenseOptions dense => Input.Count * dense.Units,
        _ => 0,
    };

    private long KernelValues(ConvolutionOptions convolution) =>
        (long)(Input.Channels / convolution.Groups) * convolution.KernelHeight * convolution.KernelWidth;
}
