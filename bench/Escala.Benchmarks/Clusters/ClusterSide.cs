namespace Escala.Benchmarks.Clusters;

/// <summary>One side of a comparison: its calls, in the order they were taken, without those to warm up.</summary>
/// <param name="Name">Who it is.</param>
/// <param name="Rows">What it reads the rows from.</param>
internal sealed record ClusterSide(string Name, string Rows)
{
    public List<ClusterCall> Calls { get; } = [];

    /// <summary>How good the last result is: inertia or area under the ROC curve.</summary>
    public double Quality { get; set; }

    public double Median(Func<ClusterCall, double> figure) => Side.Median(Calls.Select(figure));
}
