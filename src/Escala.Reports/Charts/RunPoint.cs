using ScottPlot;

namespace Escala.Reports.Charts;

/// <summary>A run as a point of a plot.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Place">Where it is.</param>
/// <param name="Reach">From the smallest to the largest of the repetitions on both axes.</param>
/// <param name="Index">Which of the runs it is, for its colour and shape.</param>
internal sealed record RunPoint(string Name, Coordinates Place, CoordinateRect Reach, int Index);
