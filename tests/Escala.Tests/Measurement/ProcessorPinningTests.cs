using System.Diagnostics;
using System.Runtime.InteropServices;
using Escala.Measurement;
using Xunit;

namespace Escala.Tests.Measurement;

/// <summary>Pins this process and, since the tests after it want all processors back, undoes it.</summary>
[Collection(nameof(Alone))]
public sealed partial class ProcessorPinningTests : IDisposable
{
    private const int MaskWords = 16;

    private readonly ulong[] _before = new ulong[MaskWords];

    public ProcessorPinningTests()
    {
        Assert.Equal(0, GetAffinity(0, MaskWords * sizeof(ulong), _before));
    }

    [Fact]
    public void PinToOneProcessor_TwoBusyThreads_UseOneCore()
    {
        int processor = ProcessorPinning.PinToOneProcessor();

        Assert.All(Masks(), mask => Assert.Equal($"{processor}", mask));
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        Thread[] threads = [.. Enumerable.Range(0, 2).Select(_ => new Thread(() => SpinUntil(watch, TimeSpan.FromSeconds(0.5))))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        double ratio = (Environment.CpuUsage.TotalTime - cpu) / watch.Elapsed;

        Assert.True(ratio <= 1.05, $"{ratio} cores were busy.");
        Assert.All(Masks(), mask => Assert.Equal($"{processor}", mask));
    }

    public void Dispose()
    {
        foreach (string folder in Directory.EnumerateDirectories("/proc/self/task"))
        {
            // Fails for a thread that has just ended, which is as well.
            _ = SetAffinity(int.Parse(Path.GetFileName(folder)), MaskWords * sizeof(ulong), _before);
        }
    }

    private static void SpinUntil(Stopwatch watch, TimeSpan end)
    {
        while (watch.Elapsed < end)
        {
            Thread.SpinWait(100);
        }
    }

    private static string[] Masks() =>
        [.. Directory.EnumerateDirectories("/proc/self/task")
            .SelectMany(folder => ReadLines(Path.Combine(folder, "status")))
            .Where(line => line.StartsWith("Cpus_allowed_list:", StringComparison.Ordinal))
            .Select(line => line.Split(':')[1].Trim())];

    private static string[] ReadLines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (IOException)
        {
            // The thread has ended meanwhile.
            return [];
        }
    }

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    private static partial int GetAffinity(int thread, nuint bytes, Span<ulong> mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nuint bytes, ReadOnlySpan<ulong> mask);
}
