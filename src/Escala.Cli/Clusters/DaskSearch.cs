using Escala.Cli.Comparison.Peers;

namespace Escala.Cli.Clusters;

/// <summary>Looks for what the engine of Dask needs on this machine.</summary>
/// <param name="python">Looks for a Python.</param>
/// <param name="worker">Looks for the program that ranks run.</param>
internal sealed class DaskSearch(PythonSearch python, WorkerSearch worker)
{
    private static readonly PythonNeed Need = new("Dask", ["distributed"], "python3-distributed", "distributed");

    /// <summary>Finds a Python with Dask.</summary>
    /// <param name="cancellationToken">Ends the search.</param>
    public Task<PeerPython> FindPythonAsync(CancellationToken cancellationToken) => python.FindAsync(Need, cancellationToken);

    /// <summary>Finds a Python with Dask, and says why the engine cannot run here where it cannot.</summary>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<PeerPython> FindAsync(CancellationToken cancellationToken)
    {
        PeerPython found = await FindPythonAsync(cancellationToken).ConfigureAwait(false);
        return found with { NotRun = found.NotRun ?? worker.WhyNot() };
    }
}
