namespace Escala.Benchmarks;

/// <summary>Reading rows into blocks against the sums of the same columns by DuckDB, in seconds and in the order they were taken.</summary>
/// <param name="Threads">The threads of each side.</param>
internal sealed record ReadComparison(int Threads)
{
    public List<double> Blocks { get; } = [];

    public List<double> Sums { get; } = [];

    public long Rows { get; set; }

    /// <summary>The time of reading as a multiple of that of the sums, median against median.</summary>
    public double Ratio => Side.Median(Blocks) / Side.Median(Sums);
}
