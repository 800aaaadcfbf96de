namespace Escala.Benchmarks.Clusters;

/// <summary>A figure, and what it is to be.</summary>
/// <param name="What">What is measured.</param>
/// <param name="Measured">The median, or the ratio of medians.</param>
/// <param name="Limit">The target.</param>
/// <param name="Unit">The unit; empty for a ratio.</param>
/// <param name="IsFloor">Whether the figure is to be at least the limit; at most it otherwise.</param>
internal sealed record ClusterTarget(string What, double Measured, double Limit, string Unit = "", bool IsFloor = false)
{
    public bool IsMet => IsFloor ? Measured >= Limit : Measured <= Limit;
}
