using System.CommandLine;
using Escala.Cli.Options;
using Escala.Metrics;

namespace Escala.Cli.Algorithms.KMeans;

/// <summary>The option about which figures judge a clustering.</summary>
internal sealed class MetricsOption
{
    /// <summary>The option.</summary>
    public Option<string> Option { get; } = CliOption.Choice(
        "--metrics",
        "Which figures to compute: default has all but the silhouette, whose cost grows with the square of the rows; all has it "
            + "too, of at most 20000 rows.",
        "default",
        "all");

    /// <summary>What was chosen.</summary>
    public ClusteringMetricSet Bind(ParseResult parsed) =>
        parsed.GetRequiredValue(Option) == "all" ? ClusteringMetricSet.All : ClusteringMetricSet.Default;
}
