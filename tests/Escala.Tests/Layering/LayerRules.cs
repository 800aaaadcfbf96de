using Escala.Data;
using Escala.Engines;
using Escala.Vision;

namespace Escala.Tests.Layering;

/// <summary>Which way dependencies run.</summary>
internal static class LayerRules
{
    /// <summary>
    /// What algorithms may know of the engines; everything else in their namespace is an engine's inside. LoadedRows is what
    /// operators on rows begin with on their rank, and CheckpointRules what trainers check of checkpoints: both are made of contracts alone, which a
    /// test holds.
    /// </summary>
    private static readonly Type[] EngineContracts =
    [
        typeof(ICollective), typeof(IEngine), typeof(IOperator<,>), typeof(IRankReporter), typeof(Job<>), typeof(JobFile), typeof(JobProgress),
        typeof(JobResult<>), typeof(OperatorContract<,>), typeof(PhaseProgress), typeof(RankContext), typeof(SoloCollective), typeof(LoadedRows),
        typeof(IPackable), typeof(CheckpointRules),
    ];

    /// <summary>The full names of the types in the engines' namespace that are no contracts.</summary>
    public static string[] EngineInsides { get; } = [.. typeof(Dataset).Assembly.GetTypes()
        .Where(type => type.Namespace == "Escala.Engines" && !type.IsNested && !EngineContracts.Contains(type))
        .Select(type => type.FullName!)];

    private static readonly string[] Algorithms = ["Escala.Clustering", "Escala.Boosting", "Escala.Vision"];

    private static readonly string[] Outside =
        ["Escala.DuckDb", "Escala.Cli", "Escala.Cluster", "Escala.Worker", "Escala.Reports", "DuckDB", "ScottPlot", "SkiaSharp",
            "Spectre.Console", "System.CommandLine"];

    public static IReadOnlyList<LayerRule> Core { get; } =
    [
        new("Escala", Outside),
        new("Escala.Clustering", OtherThan("Escala.Clustering", "Escala.Data", "Escala.Numerics", "Escala.Metrics", "Escala.Measurement", "Escala.Models")),
        new("Escala.Boosting", OtherThan(
            "Escala.Boosting", "Escala.LibXGBoost", "Escala.Data", "Escala.Numerics", "Escala.Metrics", "Escala.Measurement", "Escala.Models")),
        new("Escala.Vision", OtherThan("Escala.Vision", "Escala.Data", "Escala.Numerics", "Escala.Metrics", "Escala.Measurement", "Escala.Models")),
        new("Escala.Vision.Kernels", OtherThanForKernels()),
        new("Escala.LibXGBoost", [.. OtherThan("Escala.LibXGBoost", "Escala.Data"), "Escala.Engines"]),
        new("Escala.Metrics", OtherThan("Escala.Metrics", "Escala.Data", "Escala.Numerics")),
        new("Escala.Numerics", OtherThan("Escala.Numerics", "Escala.Data")),
        new("Escala.Data", [.. OtherThan("Escala.Data", "Escala.Numerics"), "Escala.Engines"]),
    ];

    public static LayerRule DuckDb { get; } = new("Escala.DuckDb", "Escala.Cli", "Escala.Cluster", "Escala.Clustering", "Escala.Engines");

    /// <summary>Kernels know numerics and the shape of an image, nothing else of networks.</summary>
    private static string[] OtherThanForKernels()
    {
        IEnumerable<string> ofNetworks = typeof(Dataset).Assembly.GetTypes()
            .Where(type => !type.IsNested && type != typeof(ImageShape) && type.Namespace is { } name && name != "Escala.Vision.Kernels"
                && (name + ".").StartsWith("Escala.Vision.", StringComparison.Ordinal))
            .Select(type => type.FullName!);
        return [.. OtherThan("Escala.Vision", "Escala.Numerics"), .. ofNetworks];
    }

    /// <summary>The core's other namespaces, but of the engines only their inside.</summary>
    private static string[] OtherThan(params string[] allowed)
    {
        Type[] types = typeof(Dataset).Assembly.GetTypes();
        IEnumerable<string> namespaces = types
            .Select(type => type.Namespace)
            .OfType<string>()
            .Where(name => name.StartsWith("Escala.", StringComparison.Ordinal) && name != "Escala.Engines")
            .Where(name => !allowed.Any(part => name == part || name.StartsWith(part + ".", StringComparison.Ordinal)));
        return [.. namespaces.Concat(EngineInsides).Concat(Algorithms.Except(allowed)).Distinct()];
    }
}
