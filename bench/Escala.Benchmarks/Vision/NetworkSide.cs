namespace Escala.Benchmarks.Vision;

/// <summary>A side that trains in a process of its own.</summary>
/// <param name="Process">The process.</param>
/// <param name="Steps">The steps that it takes when it is its turn.</param>
/// <param name="Seconds">The seconds of each step, in the order they were taken.</param>
internal sealed record NetworkSide(WorkerProcess Process, int Steps, List<double> Seconds)
{
    /// <summary>The seconds of some steps.</summary>
    public IReadOnlyList<double> Take(int steps) => Process.Ask(new WorkerCommand("steps") { Iterations = steps }).Steps!;
}
