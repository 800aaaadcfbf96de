namespace Escala.Reports.Pages.Documents;

/// <summary>Sections that belong together.</summary>
/// <param name="Id">What links to it say; empty where it has no title.</param>
/// <param name="Title">Its heading; empty where its sections stand by themselves.</param>
/// <param name="Sections">Its sections.</param>
internal sealed record Chapter(string Id, string Title, IReadOnlyList<Section> Sections);
