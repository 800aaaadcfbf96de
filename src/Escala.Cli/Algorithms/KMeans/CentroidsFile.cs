using Escala.Data;

namespace Escala.Cli.Algorithms.KMeans;

/// <summary>The file of <c>--init FILE.npy</c>.</summary>
internal static class CentroidsFile
{
    /// <summary>Reads centroids.</summary>
    /// <param name="path">An NPY file (clusters, features).</param>
    /// <returns>One array per cluster.</returns>
    /// <exception cref="DatasetException">The file cannot be read, or is no such array.</exception>
    public static double[][] Read(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            (double[] values, int rows, int columns) = NpyFile.ReadDoubles(stream, path);
            return [.. Enumerable.Range(0, rows).Select(row => values[(row * columns)..((row + 1) * columns)])];
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DatasetException($"{path} does not exist. --init needs an NPY file of centroids.", cause);
        }
    }
}
