namespace Escala.Vision;

/// <summary>A line of a <see cref="NetworkSummary"/>: one layer. A residual block has a line, and each of its layers one after it.</summary>
public sealed record LayerSummary
{
    /// <summary>Where the layer stands: its 0-based index, and within a residual block <c>3.body.1</c> or <c>3.shortcut.0</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The layer's word, as in JSON: <c>convolution</c>, <c>dense</c> and so on.</summary>
    public required string Kind { get; init; }

    /// <summary>The layer's name; null where it has none.</summary>
    public string? Name { get; init; }

    /// <summary>What goes in, per image, <c>(C, H, W)</c>.</summary>
    public required ImageShape Input { get; init; }

    /// <summary>What comes out, per image, <c>(C, H, W)</c>.</summary>
    public required ImageShape Output { get; init; }

    /// <summary>The numbers that training changes; a residual block has none but those of its layers, which have lines of their own.</summary>
    public required long Parameters { get; init; }

    /// <summary>
    /// The multiply-adds with weights in one forward pass of one image; a backward pass takes about twice as many. Layers without weights
    /// count 0.
    /// </summary>
    public required long MultiplyAdds { get; init; }
}
