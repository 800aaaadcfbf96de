namespace Escala.Benchmarks.Vision;

/// <summary>The epochs of one side.</summary>
/// <param name="Name">What the report calls it.</param>
internal sealed record EpochTimes(string Name)
{
    /// <summary>The seconds of each, in the order they were taken; the first is the first of its process.</summary>
    public List<double> Seconds { get; } = [];

    /// <summary>The share of the test images that were told right.</summary>
    public double Accuracy { get; set; }
}
