namespace Escala.Benchmarks.Vision;

/// <summary>What all sides train.</summary>
/// <param name="Workload">The network.</param>
/// <param name="Batch">The images of a mini-batch.</param>
/// <param name="Threads">The threads of each side.</param>
internal sealed record NetworkSetting(NetworkWorkload Workload, int Batch, int Threads)
{
    /// <summary>Every network with every mini-batch, or the smallest, on one thread and on two.</summary>
    public static IEnumerable<NetworkSetting> All(bool isQuick) =>
        from workload in NetworkWorkload.All
        from batch in isQuick ? NetworkWorkload.Batches.Take(1) : NetworkWorkload.Batches
        from threads in (int[])[1, 2]
        select new NetworkSetting(workload, batch, threads);

    /// <summary>The setting of three words, a network, a mini-batch and threads; null where they are none.</summary>
    public static NetworkSetting? Parse(string[] words) =>
        words is [string network, string batch, string threads]
        && NetworkWorkload.All.FirstOrDefault(workload => workload.Name == network) is { } workload
        && int.TryParse(batch, out int images) && images > 0
        && int.TryParse(threads, out int count) && count > 0
            ? new NetworkSetting(workload, images, count)
            : null;
}
