namespace Escala.Vision;

/// <summary>A network layer by layer: shapes, number of parameters and multiply-adds.</summary>
public sealed record NetworkSummary
{
    /// <summary>The layers, in order; those of a residual block after it, body before shortcut.</summary>
    public required IReadOnlyList<LayerSummary> Layers { get; init; }

    /// <summary>What comes out of the last layer, per image: <c>(classes, 1, 1)</c> where classes are learned.</summary>
    public required ImageShape Output { get; init; }

    /// <summary>The numbers that training changes, of all layers.</summary>
    public required long Parameters { get; init; }

    /// <summary>The multiply-adds with weights in one forward pass of one image, of all layers.</summary>
    public required long MultiplyAdds { get; init; }

    /// <summary>Summarises a network.</summary>
    /// <exception cref="InvalidOptionsException">The network is not valid; all faults are listed.</exception>
    public static NetworkSummary Of(NetworkOptions network)
    {
        ArgumentNullException.ThrowIfNull(network);
        IReadOnlyList<LayerShape> shapes = NetworkShapes.Infer(network);
        LayerSummary[] layers = [.. Lines(shapes)];
        return new NetworkSummary
        {
            Layers = layers,
            Output = shapes[^1].Output,
            Parameters = layers.Sum(layer => layer.Parameters),
            MultiplyAdds = layers.Sum(layer => layer.MultiplyAdds),
        };
    }

    private static IEnumerable<LayerSummary> Lines(IEnumerable<LayerShape> shapes) =>
        shapes.SelectMany(shape => Lines(shape.Body).Prepend(Line(shape)).Concat(Lines(shape.Shortcut)));

    private static LayerSummary Line(LayerShape shape) => new()
    {
        Path = shape.Place.Path,
        Kind = shape.Options.Kind,
        Name = shape.Options.Name,
        Input = shape.Input,
        Output = shape.Output,
        Parameters = shape.Parameters,
        MultiplyAdds = shape.MultiplyAdds,
    };
}
