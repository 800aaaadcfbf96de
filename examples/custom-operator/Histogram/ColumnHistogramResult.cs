namespace Histogram;

/// <param name="Low">The smallest value of all ranks.</param>
/// <param name="High">The largest value of all ranks.</param>
/// <param name="Counts">The rows of each bin, over all ranks.</param>
public sealed record ColumnHistogramResult(float Low, float High, long[] Counts);
