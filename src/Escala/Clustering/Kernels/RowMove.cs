namespace Escala.Clustering.Kernels;

/// <summary>A row that leaves one cluster for another.</summary>
/// <param name="Row">The 0-based row of the scratch that holds its values.</param>
/// <param name="From">The cluster it leaves; -1 when it had none.</param>
/// <param name="To">The cluster it joins.</param>
internal readonly record struct RowMove(int Row, int From, int To);
