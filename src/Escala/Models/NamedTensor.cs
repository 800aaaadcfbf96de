namespace Escala.Models;

/// <summary>An array of float32 with a name.</summary>
/// <param name="Name">The name, <c>3.weight</c>.</param>
/// <param name="Shape">The size of each dimension.</param>
/// <param name="Values">The values, the last dimension running quickest.</param>
internal sealed record NamedTensor(string Name, IReadOnlyList<int> Shape, float[] Values);
