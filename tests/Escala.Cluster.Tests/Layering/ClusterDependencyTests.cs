using System.Reflection;
using Escala.Tests.Layering;
using Xunit;

namespace Escala.Cluster.Tests.Layering;

/// <summary>Which way dependencies run within the engines of clusters: what is alike on all clusters knows none of them.</summary>
public class ClusterDependencyTests
{
    private static readonly Assembly Cluster = typeof(DaskEngine).Assembly;

    private static readonly string[] Algorithms = ["Escala.Clustering", "Escala.Boosting", "Escala.Vision"];

    private static readonly string[] Engines = [typeof(DaskEngine).FullName!, typeof(DaskOptions).FullName!];

    internal static IReadOnlyList<LayerRule> Rules { get; } =
    [
        new("Escala.Cluster", "Escala.Cli", "Escala.DuckDb", "Escala.Reports", "Escala.Worker", "DuckDB", "Spectre.Console", "System.CommandLine"),
        new("Escala.Cluster.Gang", ["Escala.Cluster.Collectives", "Escala.Cluster.Ranks", .. Engines, .. Algorithms]),
        new("Escala.Cluster.Shims", ["Escala.Cluster.Collectives", "Escala.Cluster.Gang", "Escala.Cluster.Ranks", .. Engines, .. Algorithms]),
        new("Escala.Cluster.Collectives", ["Escala.Cluster.Gang", "Escala.Cluster.Ranks", "Escala.Cluster.Shims", .. Engines, .. Algorithms]),
        new("Escala.Cluster.Ranks", ["Escala.Cluster.Shims", .. Engines]),
    ];

    [Fact]
    public void Cluster_EveryPart_KnowsOnlyWhatItMay() => Assert.All(Rules, rule => Assert.Empty(rule.Violations(Cluster)));

    [Fact]
    public void Engine_OfOneCluster_IsFoundToKnowTheGang()
    {
        // The rules would find nothing if they looked at nothing.
        var rule = new LayerRule("Escala.Cluster", "Escala.Cluster.Gang");
        Assert.Contains(typeof(DaskEngine).FullName, rule.Violations(Cluster));
    }
}
