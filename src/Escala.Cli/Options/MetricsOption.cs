using System.CommandLine;
using Escala.Metrics;

namespace Escala.Cli.Options;

/// <summary>The option about which figures judge a clustering.</summary>
internal sealed class MetricsOption
{
    private readonly Option<string> _metrics = CliOption.Choice(
        "--metrics",
        "Which figures to compute: default has all but the silhouette, whose cost grows with the square of the rows; all has it "
            + "too, of at most 20000 rows.",
        "default",
        "all");

    /// <summary>Adds the option to a command.</summary>
    public void AddTo(Command command) => command.Add(_metrics);

    /// <summary>What was chosen.</summary>
    public ClusteringMetricSet Bind(ParseResult parsed) =>
        parsed.GetRequiredValue(_metrics) == "all" ? ClusteringMetricSet.All : ClusteringMetricSet.Default;
}
