namespace Escala.Cluster.Gang;

/// <summary>A file that a rank hands over.</summary>
/// <param name="Name">The name the operator gave it.</param>
/// <param name="Path">Where it is, relative to the rank's scratch folder.</param>
internal sealed record RankFile(string Name, string Path);
