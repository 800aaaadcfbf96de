namespace Escala.Reports.Pages.Documents;

/// <summary>The steps of an algorithm as a diagram, each with what it took.</summary>
internal sealed record Steps : Block
{
    /// <summary>Its number among the figures of the document, from 1.</summary>
    public int Number { get; init; }

    /// <summary>What it shows.</summary>
    public required string Caption { get; init; }

    /// <summary>The same in words, for those who cannot see it.</summary>
    public required string Description { get; init; }

    /// <summary>Who took them, in the order of <see cref="Step.Seconds"/>.</summary>
    public required IReadOnlyList<string> Runs { get; init; }

    /// <summary>The steps in order.</summary>
    public required IReadOnlyList<Step> Items { get; init; }

    /// <summary>The command that makes it again.</summary>
    public required string Command { get; init; }
}
