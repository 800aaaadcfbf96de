using Escala.Engines;
using Escala.Testing;
using Xunit;

namespace Escala.Tests.Engines;

public sealed class CheckpointFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_NewFolder_MakesItAndReplacesFilesOfTheName()
    {
        var checkpoints = new CheckpointFolder(Path.Combine(_folder.Path, "a", "b"));
        checkpoints.Write("one", stream => stream.Write("first"u8));
        checkpoints.Write("one", stream => stream.Write("second"u8));

        string file = Assert.Single(Directory.GetFiles(Path.Combine(_folder.Path, "a", "b")));
        Assert.Equal("second", File.ReadAllText(file));
    }

    [Fact]
    public void Write_Fails_LeavesTheOldFileAndNoOther()
    {
        var checkpoints = new CheckpointFolder(_folder.Path);
        checkpoints.Write("one", stream => stream.Write("first"u8));
        Assert.Throws<EscalaException>(() => checkpoints.Write("one", stream =>
        {
            stream.Write("sec"u8);
            throw new IOException("The disk is full.");
        }));

        Assert.Equal("first", File.ReadAllText(Assert.Single(Directory.GetFiles(_folder.Path))));
    }

    [Fact]
    public void Write_FolderThatIsAFile_NamesIt()
    {
        string path = Path.Combine(_folder.Path, "file");
        File.WriteAllText(path, "");
        EscalaException error = Assert.Throws<EscalaException>(() => new CheckpointFolder(path).Write("one", _ => { }));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("folder/file")]
    public void Write_NameThatIsNoFileName_Throws(string name) =>
        Assert.Throws<ArgumentException>(() => new CheckpointFolder(_folder.Path).Write(name, _ => { }));
}
