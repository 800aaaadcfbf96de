namespace Escala.Reports.Pages.Documents;

/// <summary>One step of an algorithm.</summary>
/// <param name="Title">What it is called; two names where two things take turns.</param>
/// <param name="Text">What happens in it.</param>
/// <param name="IsLoop">Whether it is done again and again.</param>
/// <param name="Seconds">What it took each run; null where it was not measured.</param>
internal sealed record Step(string Title, string Text, bool IsLoop, IReadOnlyList<double?> Seconds);
