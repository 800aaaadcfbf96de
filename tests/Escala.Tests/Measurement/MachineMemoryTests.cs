using Escala.Measurement;
using Escala.Testing;
using Xunit;

namespace Escala.Tests.Measurement;

public sealed class MachineMemoryTests : IDisposable
{
    private static readonly string[] Memory = ["MemTotal:       16000000 kB", "MemFree:         1000 kB"];

    private readonly TemporaryFolder _root = new();

    [Fact]
    public void Read_ThisMachine_IsPlausible()
    {
        Assert.InRange(MachineMemory.Read(), 1L << 26, 1L << 50);
    }

    [Fact]
    public void Read_NoControlGroup_IsTheMachines()
    {
        Assert.Equal(16_000_000L * 1024, MachineMemory.Read(Memory, [], _root.Path));
        Assert.Equal(16_000_000L * 1024, MachineMemory.Read(Memory, ["0::/not/here"], _root.Path));
    }

    [Fact]
    public void Read_UnifiedGroups_TakesTheLowestLimitAbove()
    {
        Write("a/b/memory.max", "max\n");
        Write("a/memory.max", "4096000\n");
        Write("memory.max", "8192000\n");

        Assert.Equal(4_096_000, MachineMemory.Read(Memory, ["0::/a/b"], _root.Path));
    }

    [Fact]
    public void Read_SeparateGroups_TakesTheMemoryControllers()
    {
        Write("cpu/a/memory.limit_in_bytes", "1\n");
        Write("memory/a/memory.limit_in_bytes", "4096000\n");
        Write("memory/memory.limit_in_bytes", "9223372036854771712\n");

        Assert.Equal(4_096_000, MachineMemory.Read(Memory, ["3:cpu,cpuacct:/a", "2:memory:/a", "0::/"], _root.Path));
    }

    public void Dispose() => _root.Dispose();

    private void Write(string path, string text)
    {
        string full = Path.Combine(_root.Path, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
