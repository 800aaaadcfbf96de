namespace Escala.Benchmarks.Boosting;

/// <summary>The raw figures of both sides on the same work, in the order they were taken.</summary>
/// <param name="Workload">The work.</param>
/// <param name="Rounds">The rounds of each fit.</param>
/// <param name="Threads">The threads of each side.</param>
internal sealed record BoostingComparison(string Workload, int Rounds, int Threads)
{
    public List<BoostingAnswer> Escala { get; } = [];

    /// <summary>Python's; empty where there is nothing to compare with.</summary>
    public List<BoostingAnswer> Python { get; } = [];

    /// <summary>A figure as a share of Python's of the same turn: the median, which is the same however the machine's speed drifts.</summary>
    public double Ratio(Func<BoostingAnswer, double> figure) =>
        Side.Median(Escala.Zip(Python, (escala, python) => figure(escala) / figure(python)));

    public static double Median(IEnumerable<BoostingAnswer> side, Func<BoostingAnswer, double> figure) => Side.Median(side.Select(figure));
}
