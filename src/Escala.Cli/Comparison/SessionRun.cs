using Escala.Reports.Results;

namespace Escala.Cli.Comparison;

/// <summary>A fit on an engine that others use too.</summary>
/// <param name="Fit">What it answered.</param>
/// <param name="WallSeconds">The time it took, without the start of the engine.</param>
/// <param name="StartUpSeconds">The time that the engine had taken to start.</param>
internal sealed record SessionRun(FitReport Fit, double WallSeconds, double StartUpSeconds);
