using Escala.Reports.Languages;

namespace Escala.Reports.Pages.Documents;

/// <summary>A report before it has a format: what all formats say, in the order in which they say it.</summary>
internal sealed record Document
{
    /// <summary>The language of its texts.</summary>
    public required Language Language { get; init; }

    /// <summary>What it is called.</summary>
    public required string Title { get; init; }

    /// <summary>What was compared, where and when, on one line.</summary>
    public required string Subtitle { get; init; }

    /// <summary>What must be known before anything else is believed; empty where there is nothing.</summary>
    public required IReadOnlyList<Statement> Warnings { get; init; }

    /// <summary>What the report answers, at least one.</summary>
    public required IReadOnlyList<Answer> Answers { get; init; }

    /// <summary>Its chapters.</summary>
    public required IReadOnlyList<Chapter> Chapters { get; init; }

    /// <summary>The same with its tables and its figures numbered from 1, each in the order in which they stand.</summary>
    public Document Numbered()
    {
        int tables = 0;
        int figures = 0;
        return this with { Chapters = [.. Chapters.Select(WithNumbers)] };

        Chapter WithNumbers(Chapter chapter) => chapter with
        {
            Sections = [.. chapter.Sections.Select(section => section with { Blocks = [.. section.Blocks.Select(WithNumber)] })],
        };

        Block WithNumber(Block block) => block switch
        {
            Table table => table with { Number = ++tables },
            Figure figure => figure with { Number = ++figures },
            Steps steps => steps with { Number = ++figures },
            _ => block,
        };
    }
}
