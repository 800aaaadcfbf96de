using Escala.Testing;
using Xunit;

namespace Escala.Cli.Tests;

/// <summary>Files appear whole or not at all.</summary>
public sealed class OutputFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_Replaces()
    {
        string path = Path.Combine(_folder.Path, "out.txt");
        File.WriteAllText(path, "old and longer");

        OutputFile.Write(path, stream => stream.Write("new"u8));

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Write_Fails_LeavesTheOldFileAndNothingElse()
    {
        string path = Path.Combine(_folder.Path, "out.txt");
        File.WriteAllText(path, "old");

        Assert.Throws<InvalidOperationException>(() => OutputFile.Write(path, stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException();
        }));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Write_NoFolder_SaysSo()
    {
        EscalaException failure = Assert.Throws<EscalaException>(
            () => OutputFile.Write(Path.Combine(_folder.Path, "nowhere", "out.txt"), stream => stream.WriteByte(0)));

        Assert.Contains("out.txt cannot be written: ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RequireWritable_LeavesNothing()
    {
        OutputFile.RequireWritable(Path.Combine(_folder.Path, "out.txt"));

        Assert.Empty(Directory.GetFiles(_folder.Path));
    }
}
