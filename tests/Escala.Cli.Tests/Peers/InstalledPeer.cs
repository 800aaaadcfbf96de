using Escala.Cli.Clusters;
using Escala.Cli.Comparison.Peers;
using Escala.Testing;
using Xunit;

namespace Escala.Cli.Tests.Peers;

/// <summary>The Python that has a peer, for tests that need it.</summary>
internal static class InstalledPeer
{
    /// <summary>Names a Python for the peers that the system's has not.</summary>
    private const string Variable = "ESCALA_TEST_PEERS_PYTHON";

    /// <summary>The same for the peers on Spark, which need newer packages.</summary>
    private const string SparkVariable = "ESCALA_TEST_SPARK_PEERS_PYTHON";

    /// <summary>Finds it; the test is skipped where there is none.</summary>
    public static async Task<string> RequireAsync(PeerDescription peer) => (await FindAsync(peer)).Path;

    /// <summary>The same with what the peer must find in its environment.</summary>
    public static async Task<PeerPython> FindAsync(PeerDescription peer)
    {
        Assert.SkipWhen(peer.SparkPart is not null && SparkCluster.WhyNot is not null, SparkCluster.WhyNot ?? "");
        PeerPython python = await SearchAsync(given: null);
        string variable = peer.SparkPart is null ? Variable : SparkVariable;
        if (python.NotRun is not null && Environment.GetEnvironmentVariable(variable) is { Length: > 0 } other)
        {
            python = await SearchAsync(other);
        }

        Assert.SkipWhen(python.NotRun is not null, $"{python.NotRun?.Reason} {python.NotRun?.Remedy}");
        return python;

        Task<PeerPython> SearchAsync(string? given) =>
            new PeerSearch(new PythonSearch(given), new SparkSearch(SparkCluster.Home, PythonSearch.SystemPython))
                .FindAsync(peer, TestContext.Current.CancellationToken);
    }
}
