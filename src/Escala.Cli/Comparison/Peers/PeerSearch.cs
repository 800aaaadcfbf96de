using Escala.Cli.Clusters;
using Escala.Reports.Results;

namespace Escala.Cli.Comparison.Peers;

/// <summary>Looks for what peers need on this machine: a Python, and Spark for those that run on it.</summary>
/// <param name="python">Looks for a Python.</param>
/// <param name="spark">Looks for Spark.</param>
internal sealed class PeerSearch(PythonSearch python, SparkSearch spark)
{
    /// <summary>Finds the Python that runs a peer, and says why none can where none can.</summary>
    /// <param name="peer">The peer.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<PeerPython> FindAsync(PeerDescription peer, CancellationToken cancellationToken)
    {
        if (peer.SparkPart is not { } part)
        {
            return await python.FindAsync(peer.Need, cancellationToken).ConfigureAwait(false);
        }

        if (spark.WhyNot() is { } reason)
        {
            return new PeerPython("", "", reason);
        }

        string home = spark.FindHome()!;
        if (SparkSearch.VersionOf(home, part).Length == 0)
        {
            return new PeerPython(
                "", "", new NotRunReport($"{home} has no {peer.SparkTitle} (no jars/spark-{part}_*.jar).", "unpack a whole Spark and set SPARK_HOME to its folder"));
        }

        IReadOnlyDictionary<string, string> environment = SparkSearch.PythonEnvironment(home);
        PeerPython found = await python.FindAsync(peer.Need with { Environment = environment }, cancellationToken).ConfigureAwait(false);
        return found with { Environment = environment };
    }
}
