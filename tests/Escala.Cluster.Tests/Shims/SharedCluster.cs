using Escala.Testing;
using Xunit;

namespace Escala.Cluster.Tests.Shims;

/// <summary>One session with a cluster of two workers, for the tests that leave it usable.</summary>
public sealed class SharedCluster : IAsyncLifetime
{
    internal const string Manifest = """{"name":"script","glibc":"2.17","programs":{"any":"any/rank"}}""";

    private readonly TemporaryFolder _folder = new();

    internal ShimSession Session { get; private set; } = null!;

    internal RankBundle Bundle { get; private set; } = null!;

    internal string Folder => _folder.Path;

    public async ValueTask InitializeAsync()
    {
        await DaskPython.RequireAsync();
        Bundle = RankBundle.Write(Folder, Manifest);
        Session = await ShimSession.StartAsync(Folder, Bundle, workers: 2);
    }

    public async ValueTask DisposeAsync()
    {
        if (Session is not null)
        {
            await Session.DisposeAsync();
        }

        _folder.Dispose();
    }
}
