using Escala.Cli.Algorithms.KMeans;
using Escala.Cli.Comparison.Peers;
using Escala.Testing;
using Xunit;

namespace Escala.Cli.Tests.Peers;

public sealed class PythonSearchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Find_PythonThatHasIt_GivesItsVersion()
    {
        string python = Script("echo 9.8.7");

        PeerPython found = await new PythonSearch(python).FindAsync(KMeansPeers.ScikitLearn.Need, Token);

        Assert.Equal(new PeerPython(python, "9.8.7", NotRun: null), found);
    }

    [Fact]
    public async Task Find_NoSuchProgram_SaysSo()
    {
        PeerPython found = await new PythonSearch("/no/such/python").FindAsync(KMeansPeers.ScikitLearn.Need, Token);

        Assert.Equal("scikit-learn is not installed (/no/such/python: there is no such program).", found.NotRun!.Reason);
        Assert.Equal("/no/such/python -m pip install scikit-learn", found.NotRun.Remedy);
    }

    [Fact]
    public async Task Find_PythonThatHangs_IsGivenUp()
    {
        var search = new PythonSearch(Script("exec sleep 600")) { Deadline = TimeSpan.FromSeconds(1) };

        PeerPython found = await search.FindAsync(KMeansPeers.ScikitLearn.Need, Token);

        Assert.Contains("no sign of life for 1 seconds", found.NotRun!.Reason, StringComparison.Ordinal);
    }

    private string Script(string line) => Points.WriteProgram(_folder.Path, "python", line);
}
