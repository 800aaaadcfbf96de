namespace Escala.Benchmarks;

/// <summary>Both sides on the same work.</summary>
/// <param name="Workload">The work.</param>
/// <param name="Threads">The threads of each side.</param>
internal sealed record Comparison(Workload Workload, int Threads)
{
    public Side Escala { get; } = new();

    public Side Peer { get; } = new();

    /// <summary>How many times quicker Escala is, median against median.</summary>
    public double Ratio => Side.Median(Peer.Warm) / Side.Median(Escala.Warm);

    /// <summary>The same for the first call in a process; 0 where none was taken.</summary>
    public double FirstRatio => Escala.First.Count == 0 ? 0 : Side.Median(Peer.First) / Side.Median(Escala.First);

    /// <summary>How far Escala's inertia is above the peer's, relative.</summary>
    public double InertiaDifference => (Escala.Inertia / Peer.Inertia) - 1;
}
