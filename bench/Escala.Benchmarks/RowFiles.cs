using System.Diagnostics;
using System.Text.Json;

namespace Escala.Benchmarks;

/// <summary>Rows that both sides read. They are made when they are first asked for, and kept.</summary>
/// <param name="python">A Python that has numpy.</param>
/// <param name="peers">The folder of the programs that make them.</param>
/// <param name="folder">The folder that they are kept in.</param>
/// <param name="seed">The seed.</param>
internal sealed class RowFiles(string python, string peers, string folder, ulong seed)
{
    /// <summary>The rows of a workload of K-means, and its first centroids.</summary>
    public (string Rows, string Centroids) Blobs(Workload workload)
    {
        string name = Path.Combine(folder, $"{workload.Name}-{workload.Rows}-{seed}");
        (string rows, string centroids) = (name + ".npy", name + "-centroids.npy");
        Make($"the rows of workload {workload.Name}", "blobs.py", rows, new Dictionary<string, object>
        {
            ["rows_path"] = rows,
            ["centroids_path"] = centroids,
            ["rows"] = workload.Rows,
            ["features"] = workload.Features,
            ["clusters"] = workload.Clusters,
            ["seed"] = seed,
        });
        return (rows, centroids);
    }

    /// <summary>Synthetic rows to grow trees on, the label in the last column.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="features">The number of features.</param>
    public string Synthetic(int rows, int features)
    {
        string path = Path.Combine(folder, $"synthetic-{rows}-{seed}.npy");
        Make("the synthetic rows", "boosting_rows.py", path, new Dictionary<string, object>
        {
            ["path"] = path,
            ["rows"] = rows,
            ["features"] = features,
            ["seed"] = seed,
        });
        return path;
    }

    private void Make(string what, string program, string path, IReadOnlyDictionary<string, object> shape)
    {
        if (File.Exists(path))
        {
            return;
        }

        Console.Error.WriteLine($"making {what} ...");
        Directory.CreateDirectory(folder);
        using Process maker = Process.Start(python, [Path.Combine(peers, program), JsonSerializer.Serialize(shape)]);
        maker.WaitForExit();
        if (maker.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with exit code {maker.ExitCode}; see its messages above.");
        }
    }
}
