using Escala.Cluster;
using Escala.Reports.Results;

namespace Escala.Cli.Clusters;

/// <summary>Looks for the program that ranks run.</summary>
/// <param name="folder">Its folder, there or not.</param>
internal sealed class WorkerSearch(string folder)
{
    private const string Manifest = "manifest.json";

    /// <summary>Looks where the engines look.</summary>
    public WorkerSearch()
        : this(
            Environment.GetEnvironmentVariable(GangOptions.WorkerVariable) is { Length: > 0 } given
                ? given
                : Path.Combine(AppContext.BaseDirectory, "worker"))
    {
    }

    /// <summary>The folder of the program, there or not.</summary>
    public string Folder => folder;

    /// <summary>Whether it is there.</summary>
    public bool IsThere => File.Exists(Path.Combine(folder, Manifest));

    /// <summary>Why no engine of a cluster can run here; null where the program is there.</summary>
    public NotRunReport? WhyNot() => IsThere ? null : new NotRunReport(
        $"The program that ranks run is not built (no {Manifest} in {folder}). Start Escala by its launcher ./escala, which "
        + $"builds it, or name its folder by {GangOptions.WorkerVariable}.",
        Remedy: null);
}
