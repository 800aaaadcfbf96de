namespace Escala.Reports.Pages.Documents;

/// <summary>What a report answers to one question.</summary>
/// <param name="Title">What the question is about; empty where there is only one.</param>
/// <param name="Statements">A few sentences.</param>
internal sealed record Answer(string Title, IReadOnlyList<Statement> Statements);
