namespace Escala.Reports.Pages.Documents;

/// <summary>A list of statements.</summary>
/// <param name="Items">The statements, at least one.</param>
internal sealed record Statements(IReadOnlyList<Statement> Items) : Block;
