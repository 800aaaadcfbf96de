using Escala.Cluster.Gang.Bundles;
using Escala.Testing;
using Xunit;

namespace Escala.Cluster.Tests.Gang;

public sealed class SharedObjectTests
{
    private static string Runtime { get; } =
        Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "libSystem.Native.so");

    [Fact]
    public void Read_SharedObject_NamesWhatItNeeds()
    {
        SharedObject read = SharedObject.Read(Runtime)!;

        Assert.Contains("libc.so.6", read.Needed);
        Assert.False(read.IsGlibc);
        Assert.InRange(read.NewestGlibc!, new Version(2, 14), new Version(2, 99));
    }

    [Fact]
    public void Read_Glibc_KnowsItself()
    {
        string libc = File.ReadLines("/proc/self/maps").First(line => line.EndsWith("/libc.so.6", StringComparison.Ordinal));

        Assert.True(SharedObject.Read(libc[libc.IndexOf('/')..])!.IsGlibc);
    }

    [Fact]
    public void Read_AnotherFile_Null()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "text");
        File.WriteAllText(path, "short");
        Assert.Null(SharedObject.Read(path));

        File.WriteAllText(path, new string('x', 1000));
        Assert.Null(SharedObject.Read(path));
    }

    [Fact]
    public void Read_CutFile_IsDamaged()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "cut.so");
        File.WriteAllBytes(path, File.ReadAllBytes(Runtime)[..4000]);

        Assert.Contains(path, Assert.Throws<InvalidDataException>(() => SharedObject.Read(path)).Message, StringComparison.Ordinal);
    }
}
