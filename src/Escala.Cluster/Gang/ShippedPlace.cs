using Escala.Data;

namespace Escala.Cluster.Gang;

/// <summary>Where a rank's shipped rows are.</summary>
/// <param name="Pieces">The rank's pieces, with their row numbers.</param>
/// <param name="Path">The file on its node.</param>
internal sealed record ShippedPlace(IReadOnlyList<DataPiece> Pieces, string Path);
