using Escala.Reports.Results;

namespace Escala.Cli.Comparison;

/// <summary>The runs of one workload.</summary>
/// <param name="Name">What the command line calls the workload.</param>
/// <param name="Cells">What is to be run, in order.</param>
/// <param name="Absent">What cannot be run here, as rows that say why.</param>
internal sealed record WorkloadPlan(string Name, IReadOnlyList<ComparisonCell> Cells, IReadOnlyList<RunReport> Absent)
{
    /// <summary>Plans rounds of all that is compared, and after them what runs once.</summary>
    /// <param name="name">What the command line calls the workload.</param>
    /// <param name="contenders">The engines and peers.</param>
    /// <param name="repeat">The number of rounds, at least 1.</param>
    /// <param name="trials">What runs once.</param>
    /// <param name="absent">What cannot be run here, as rows that say why.</param>
    public static WorkloadPlan Of(
        string name,
        IReadOnlyList<ComparisonCell> contenders,
        int repeat,
        IReadOnlyList<ComparisonCell> trials,
        IReadOnlyList<RunReport> absent) =>
        new(name, [.. Enumerable.Range(1, repeat).SelectMany(round => Round(contenders, round)), .. trials], absent);

    /// <remarks>
    /// Every second round runs backwards. A machine that grows slower or quicker at a steady rate then harms all alike after any
    /// two rounds, because each contender's two places in them add up to the same; rounds that begin one further each time need as
    /// many rounds as there are contenders for that.
    /// </remarks>
    private static IEnumerable<ComparisonCell> Round(IReadOnlyList<ComparisonCell> contenders, int round) =>
        (round % 2 == 1 ? contenders : contenders.Reverse()).Select(cell => cell with { Repeat = round });
}
