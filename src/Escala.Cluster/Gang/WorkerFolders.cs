using Escala.Cluster.Gang.Bundles;

namespace Escala.Cluster.Gang;

/// <summary>Finds the program that ranks run.</summary>
internal static class WorkerFolders
{
    /// <summary>The folder of the program.</summary>
    /// <param name="named">The folder that options name; null where they name none.</param>
    /// <exception cref="EscalaException">The program is not there.</exception>
    public static string Find(string? named)
    {
        string folder = named
            ?? Environment.GetEnvironmentVariable(GangOptions.WorkerVariable)
            ?? Path.Combine(AppContext.BaseDirectory, "worker");
        return File.Exists(Path.Combine(folder, WorkerManifest.FileName))
            ? Path.GetFullPath(folder)
            : throw new EscalaException(
                $"The program that ranks run must be built, but {folder} has no {WorkerManifest.FileName}. "
                + $"Start Escala by its launcher, which builds it, or name its folder by {GangOptions.WorkerVariable}.");
    }
}
