namespace Escala.Benchmarks;

/// <summary>The raw times of one side, in seconds and in the order they were taken.</summary>
internal sealed record Side
{
    /// <summary>The first call in each process.</summary>
    public List<double> First { get; } = [];

    /// <summary>The calls after it.</summary>
    public List<double> Warm { get; } = [];

    /// <summary>CPU time of the calls after the first.</summary>
    public List<double> WarmCpu { get; } = [];

    /// <summary>The iterations that were done.</summary>
    public int Iterations { get; set; }

    /// <summary>The inertia of its centroids, recomputed in float64.</summary>
    public double Inertia { get; set; }

    public static double Median(IEnumerable<double> times)
    {
        double[] sorted = [.. times.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>Adds a call.</summary>
    public void Add(WorkerAnswer answer, bool isFirst)
    {
        (isFirst ? First : Warm).Add(answer.Seconds);
        if (!isFirst)
        {
            WarmCpu.Add(answer.CpuSeconds);
        }

        Iterations = answer.Iterations;
    }
}
