using System.Text.Json;

namespace Escala.Benchmarks;

/// <summary>A line from a worker of either side.</summary>
internal sealed record WorkerAnswer
{
    /// <summary>Wall time of the work alone.</summary>
    public double Seconds { get; init; }

    public double CpuSeconds { get; init; }

    public int Iterations { get; init; }

    public double Inertia { get; init; }

    /// <summary>The area under the ROC curve.</summary>
    public double Auc { get; init; }

    /// <summary>The share of the test images that a network told right.</summary>
    public double Accuracy { get; init; }

    /// <summary>The seconds of each step of training a network.</summary>
    public IReadOnlyList<double>? Steps { get; init; }

    /// <summary>The versions of what it runs on; in the first line only.</summary>
    public IReadOnlyDictionary<string, string>? Versions { get; init; }

    /// <summary>Writes an answer to whoever asked.</summary>
    public static void Write(WorkerAnswer answer) => Console.Out.WriteLine(JsonSerializer.Serialize(answer, WorkerCommand.Json));
}
