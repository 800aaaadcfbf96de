namespace Escala.Reports.Charts;

/// <summary>What a chart consists of, before it is drawn.</summary>
internal sealed record ChartSheet
{
    /// <inheritdoc cref="Chart.Name"/>
    public required string Name { get; init; }

    /// <inheritdoc cref="Chart.Title"/>
    public required string Title { get; init; }

    /// <inheritdoc cref="Chart.Description"/>
    public required string Description { get; init; }

    /// <summary>The names of what its colours and marks stand for.</summary>
    public IReadOnlyList<LegendEntry> Legend { get; init; } = [];

    /// <summary>Its parts, from the top.</summary>
    public required IReadOnlyList<ChartPanel> Panels { get; init; }
}
