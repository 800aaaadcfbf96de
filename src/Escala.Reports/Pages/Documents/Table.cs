namespace Escala.Reports.Pages.Documents;

/// <summary>A table, whose first column says what each row is about.</summary>
internal sealed record Table : Block
{
    /// <summary>Its number in the document, from 1.</summary>
    public int Number { get; init; }

    /// <summary>What it shows.</summary>
    public required string Caption { get; init; }

    /// <summary>Its columns, at least one.</summary>
    public required IReadOnlyList<Column> Columns { get; init; }

    /// <summary>Its rows.</summary>
    public required IReadOnlyList<Row> Rows { get; init; }

    /// <summary>The command that makes it again.</summary>
    public required string Command { get; init; }
}
