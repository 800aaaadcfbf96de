using System.Text.Json;

namespace Escala.Benchmarks;

/// <summary>A line to a worker of either side.</summary>
/// <param name="Do">What to do: <c>fit</c>, <c>load_fit</c>, <c>init</c>, <c>inertia</c>, <c>auc</c>, <c>steps</c> or <c>epoch</c>.</param>
internal sealed record WorkerCommand(string Do)
{
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = false };

    public int Clusters { get; init; }

    public int Iterations { get; init; }

    public ulong Seed { get; init; }

    /// <summary>Where the centroids go, as .npy.</summary>
    public string? Out { get; init; }

    /// <summary>The file to read first.</summary>
    public string? Rows { get; init; }

    /// <summary>The centroids to judge, as .npy.</summary>
    public string? Centroids { get; init; }
}
