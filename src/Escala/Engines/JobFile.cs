namespace Escala.Engines;

/// <summary>A file that a rank made.</summary>
/// <param name="Rank">The rank.</param>
/// <param name="Name">The name the operator gave it.</param>
/// <param name="Path">Where it is.</param>
public sealed record JobFile(int Rank, string Name, string Path);
