namespace Escala.Reports.Pages.Documents;

/// <summary>Sentences with what they are about.</summary>
/// <param name="Subject">What they are about; empty where that needs no saying.</param>
/// <param name="Text">The sentences.</param>
internal sealed record Statement(string Subject, string Text);
