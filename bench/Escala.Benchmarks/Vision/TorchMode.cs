namespace Escala.Benchmarks.Vision;

/// <summary>A way to run PyTorch, and the seconds of each of its steps in the order they were taken.</summary>
/// <param name="Layout">How images lie in memory: <c>plain</c>, or <c>channels_last</c> with the channels of a pixel side by side.</param>
/// <param name="KeepsMemory">
/// Whether the C library keeps freed memory. As it is, it gives large pieces back to the system, which has to clear every page of them again
/// at the next step.
/// </param>
internal sealed record TorchMode(string Layout, bool KeepsMemory)
{
    /// <summary>All modes.</summary>
    public static IEnumerable<TorchMode> All =>
        from keepsMemory in (bool[])[true, false]
        from layout in (string[])["plain", "channels_last"]
        select new TorchMode(layout, keepsMemory);

    public List<double> Steps { get; } = [];

    /// <summary>What the report calls it.</summary>
    public string Name => KeepsMemory ? $"{Layout}, memory kept" : Layout;
}
