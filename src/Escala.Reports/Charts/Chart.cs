namespace Escala.Reports.Charts;

/// <summary>A chart, drawn.</summary>
internal sealed record Chart
{
    /// <summary>The name of its files, without the ending.</summary>
    public required string Name { get; init; }

    /// <summary>What it is called.</summary>
    public required string Title { get; init; }

    /// <summary>What it shows, in words and with its main figures, for those who cannot see it.</summary>
    public required string Description { get; init; }

    /// <summary>The chart on a light ground.</summary>
    public required string Svg { get; init; }

    /// <summary>The same on a dark ground.</summary>
    public required string DarkSvg { get; init; }

    /// <summary>The chart on a light ground, as PNG.</summary>
    public required byte[] Png { get; init; }
}
