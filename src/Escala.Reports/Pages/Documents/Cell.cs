namespace Escala.Reports.Pages.Documents;

/// <summary>A cell of a table.</summary>
/// <param name="Text">What people read.</param>
internal sealed record Cell(string Text)
{
    /// <summary>What readers see where there is no value.</summary>
    public const string Nothing = "–";

    /// <summary>A cell without a value.</summary>
    public static Cell Empty { get; } = new(Nothing);

    /// <summary>The number by which the row is sorted; null where it is sorted by the text.</summary>
    public double? Number { get; init; }

    /// <summary>What is to be known beside the text, such as its spread; null where there is nothing.</summary>
    public string? Note { get; init; }

    /// <summary>Whether the text is for machines: a path, a command, a digest.</summary>
    public bool IsCode { get; init; }
}
