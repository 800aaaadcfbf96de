namespace Escala.Cli.Algorithms;

/// <summary>What <c>export</c> wrote.</summary>
internal sealed record ExportReport
{
    /// <summary>The model's file.</summary>
    public required string Model { get; init; }

    /// <summary>The file that was written.</summary>
    public required string Out { get; init; }

    /// <summary>Its size.</summary>
    public required long OutBytes { get; init; }

    /// <summary>The name of what goes in, float32 of (images, ...).</summary>
    public required string Input { get; init; }

    /// <summary>The size of each dimension of what goes in but the first: (C, H, W).</summary>
    public required IReadOnlyList<int> InputShape { get; init; }

    /// <summary>The names of what comes out, each float32 of (images, classes).</summary>
    public required IReadOnlyList<string> Outputs { get; init; }

    /// <summary>The names of the classes, in the order of what comes out.</summary>
    public required IReadOnlyList<string> Classes { get; init; }
}
