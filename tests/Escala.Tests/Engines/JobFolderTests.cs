using Escala.Engines;
using Xunit;

namespace Escala.Tests.Engines;

public sealed class JobFolderTests : IDisposable
{
    private readonly JobFolder _folder = new();

    [Fact]
    public void Keep_FileInScratch_OutlivesScratch()
    {
        string path = NewFile(rank: 1, "model.bin");
        _folder.AddScratch(0);

        JobFile kept = _folder.Keep(1, "renamed.bin", path);
        _folder.RemoveScratch(world: 2);

        Assert.Equal((1, "renamed.bin"), (kept.Rank, kept.Name));
        Assert.Equal("text", File.ReadAllText(kept.Path));
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Dispose_KeptFiles_AreRemovedWithTheFolder()
    {
        JobFile kept = _folder.Keep(0, "a", NewFile(0, "a"));

        _folder.Dispose();
        _folder.Dispose();

        Assert.False(Directory.Exists(Path.GetDirectoryName(Path.GetDirectoryName(kept.Path))));
    }

    [Fact]
    public void Keep_SameNameOnTwoRanks_BothAreKept()
    {
        JobFile first = _folder.Keep(0, "a", NewFile(0, "a"));
        JobFile second = _folder.Keep(1, "a", NewFile(1, "a"));

        Assert.NotEqual(first.Path, second.Path);
    }

    [Fact]
    public void Keep_SameNameTwice_Throws()
    {
        _folder.Keep(0, "a", NewFile(0, "b"));

        Assert.Throws<ArgumentException>(() => _folder.Keep(0, "a", NewFile(0, "c")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("folder/file")]
    [InlineData("../file")]
    public void Keep_NameThatIsNoFileName_Throws(string name)
    {
        string path = NewFile(0, "a");

        Assert.Throws<ArgumentException>(() => _folder.Keep(0, name, path));
    }

    [Fact]
    public void Keep_FileOutsideOfScratch_Throws()
    {
        string mine = NewFile(0, "a");
        string others = NewFile(1, "a");

        Assert.Throws<ArgumentException>(() => _folder.Keep(0, "a", others));
        Assert.Throws<ArgumentException>(() => _folder.Keep(0, "a", "/etc/hostname"));
        Assert.Throws<ArgumentException>(() => _folder.Keep(0, "a", Path.Combine(Path.GetDirectoryName(mine)!, "missing")));
    }

    public void Dispose() => _folder.Dispose();

    private string NewFile(int rank, string name)
    {
        string path = Path.Combine(_folder.AddScratch(rank), name);
        File.WriteAllText(path, "text");
        return path;
    }
}
