namespace Histogram;

/// <param name="Bins">How many bins, at least 1.</param>
public sealed record ColumnHistogramOptions(int Bins = 10);
