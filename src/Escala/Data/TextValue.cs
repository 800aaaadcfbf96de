namespace Escala.Data;

/// <summary>A string in the data, and where it stands.</summary>
/// <param name="Row">The 0-based row of the file.</param>
/// <param name="Text">The string.</param>
public sealed record TextValue(long Row, string Text);
