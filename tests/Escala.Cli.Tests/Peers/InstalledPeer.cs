using Escala.Cli.Comparison.Peers;
using Xunit;

namespace Escala.Cli.Tests.Peers;

/// <summary>The Python that has a peer, for tests that need it.</summary>
internal static class InstalledPeer
{
    /// <summary>Names a Python for the peers that the system's has not.</summary>
    private const string Variable = "ESCALA_TEST_PEERS_PYTHON";

    /// <summary>Finds it; the test is skipped where there is none.</summary>
    public static async Task<string> RequireAsync(PeerDescription peer)
    {
        PeerPython python = await new PythonSearch(given: null).FindAsync(peer.Need, TestContext.Current.CancellationToken);
        if (python.NotRun is not null && Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } other)
        {
            python = await new PythonSearch(other).FindAsync(peer.Need, TestContext.Current.CancellationToken);
        }

        Assert.SkipWhen(python.NotRun is not null, $"{python.NotRun?.Reason} {python.NotRun?.Remedy}");
        return python.Path;
    }
}
