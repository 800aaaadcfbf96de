namespace Escala.Reports.Findings;

/// <summary>One statement made from measured figures.</summary>
/// <param name="Section">What it is about.</param>
/// <param name="Subject">The run, score or option that it is about, as a short heading; empty where it is about all.</param>
/// <param name="Text">One or more sentences.</param>
internal sealed record Finding(FindingSection Section, string Subject, string Text);
