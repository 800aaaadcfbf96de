using Escala.Cli.Comparison.Peers;
using Escala.Cluster;
using Escala.Reports.Results;

namespace Escala.Cli.Clusters;

/// <summary>Looks for what the engine of Dask needs on this machine.</summary>
/// <param name="python">Looks for a Python.</param>
/// <param name="workerFolder">The folder of the program that ranks run, there or not.</param>
internal sealed class DaskSearch(PythonSearch python, string workerFolder)
{
    private const string Manifest = "manifest.json";

    private static readonly PythonNeed Need = new("Dask", ["distributed"], "python3-distributed", "distributed");

    /// <summary>Looks where the engine looks.</summary>
    /// <param name="python">Looks for a Python.</param>
    public DaskSearch(PythonSearch python)
        : this(
            python,
            Environment.GetEnvironmentVariable(DaskOptions.WorkerVariable) is { Length: > 0 } given
                ? given
                : Path.Combine(AppContext.BaseDirectory, "worker"))
    {
    }

    /// <summary>The folder of the program that ranks run, there or not.</summary>
    public string WorkerFolder => workerFolder;

    /// <summary>Whether that program is there.</summary>
    public bool HasWorker => File.Exists(Path.Combine(workerFolder, Manifest));

    /// <summary>Finds a Python with Dask.</summary>
    /// <param name="cancellationToken">Ends the search.</param>
    public Task<PeerPython> FindPythonAsync(CancellationToken cancellationToken) => python.FindAsync(Need, cancellationToken);

    /// <summary>Finds a Python with Dask, and says why the engine cannot run here where it cannot.</summary>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<PeerPython> FindAsync(CancellationToken cancellationToken)
    {
        PeerPython found = await FindPythonAsync(cancellationToken).ConfigureAwait(false);
        return found.NotRun is not null || HasWorker ? found : found with
        {
            NotRun = new NotRunReport(
                $"The program that ranks run is not built (no {Manifest} in {workerFolder}). Start Escala by its launcher ./escala, which "
                + $"builds it, or name its folder by {DaskOptions.WorkerVariable}.",
                Remedy: null),
        };
    }
}
