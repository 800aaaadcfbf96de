using Escala.Cli.Comparison.Peers;
using Xunit;

namespace Escala.Cli.Tests.Peers;

/// <summary>The Python that has a peer, for tests that need it.</summary>
internal static class InstalledPeer
{
    /// <summary>Finds it; the test is skipped where there is none.</summary>
    public static async Task<string> RequireAsync(PeerDescription peer)
    {
        PeerPython python = await new PythonSearch(given: null).FindAsync(peer, TestContext.Current.CancellationToken);
        Assert.SkipWhen(python.NotRun is not null, $"{python.NotRun?.Reason} {python.NotRun?.Remedy}");
        return python.Path;
    }
}
